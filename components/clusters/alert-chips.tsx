import { Chip, severityStates, StateMark } from "@/components/ui/state";
import { severities, type AlertCounts } from "@/lib/model";

/** How many alerts fire, of whatever severity. */
export function firing(counts: AlertCounts): number {
  return severities.reduce((total, severity) => total + counts[severity], 0);
}

/** Firing alerts by severity, worst first; they wrap rather than run over. */
export function AlertChips({ counts }: { readonly counts: AlertCounts }) {
  if (firing(counts) === 0) return <StateMark state="ok">None</StateMark>;
  return (
    <ul className="flex flex-wrap gap-1.5 pt-0.5">
      {severities
        .filter((severity) => counts[severity] > 0)
        .map((severity) => (
          <li key={severity}>
            <Chip state={severityStates[severity]}>{`${counts[severity]} ${severity}`}</Chip>
          </li>
        ))}
    </ul>
  );
}
