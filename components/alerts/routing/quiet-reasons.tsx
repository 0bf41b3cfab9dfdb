import { BellMinus, ShieldOff } from "lucide-react";
import { Go } from "@/components/ui/go";
import { enumerated } from "@/lib/model/alerting/integration-words";
import { alertHref, alertsHref } from "@/lib/model/alerting/hrefs";
import { formatMatchers } from "@/lib/model/alerting/matcher-text";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import { AtTime } from "./at-time";

const link = "font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current";

/** What keeps an alert quiet at the moment beside time intervals: the alert that inhibits it, and silences. */
export function QuietReasons({ cluster, explanation: { inhibited, silences } }: { readonly cluster: string; readonly explanation: Pick<RoutingExplanation, "inhibited" | "silences"> }) {
  if (inhibited === undefined && silences.length === 0) return null;
  return (
    <ul aria-label="What keeps it quiet" className="flex flex-col gap-1.5 text-[13px]">
      {inhibited === undefined ? null : (
        <li className="flex items-start gap-1.5">
          <ShieldOff aria-hidden="true" width={14} height={14} className="mt-0.5 shrink-0 text-muted" />
          <span className="min-w-0 wrap-anywhere">
            Inhibited by{" "}
            <Go href={alertHref(cluster, inhibited.by.id)} className={link}>
              {inhibited.by.name}
            </Go>
            : while <code className="font-mono text-xs">{formatMatchers(inhibited.rule.source)}</code> fires, <code className="font-mono text-xs">{formatMatchers(inhibited.rule.target)}</code> is kept quiet
            {inhibited.rule.equal.length === 0 ? "" : ` where both have the same ${enumerated(inhibited.rule.equal)}`}.
          </span>
        </li>
      )}
      {silences.map(({ id, comment, createdBy, endsAt }) => (
        <li key={id} className="flex items-start gap-1.5">
          <BellMinus aria-hidden="true" width={14} height={14} className="mt-0.5 shrink-0 text-muted" />
          <span className="min-w-0 wrap-anywhere">
            <Go href={alertsHref(cluster, "silences", { filter: id })} className={link}>
              Silenced by {createdBy === "" ? "somebody" : createdBy}
            </Go>{" "}
            until <AtTime at={endsAt} />
            {comment === "" ? "." : `: ${comment}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
