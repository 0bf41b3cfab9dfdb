import { StateMark } from "@/components/ui/state";
import type { Chronicle } from "@/lib/model/alerting/timeline";
import { duration } from "@/lib/model/units";
import { NamedAlert } from "./named-alert";

/** The alerts that fired longest: where the work is. */
export function Busiest({ cluster, busiest }: { readonly cluster: string; readonly busiest: Chronicle["busiest"] }) {
  return (
    <section aria-label="Longest and most often" className="min-w-0 rounded-m border border-line bg-surface px-4 pt-3 pb-2">
      <h2 className="font-semibold tracking-tight">Longest and most often</h2>
      {busiest.length === 0 ? <p className="py-2 text-[13px] text-muted">Nothing fired in this time.</p> : null}
      <ol className="flex flex-col empty:hidden">
        {busiest.map(({ alert, name, severity, about, count, total, firing }) => (
          <li key={alert} className="flex items-baseline justify-between gap-3 border-t border-line py-1.5 text-[13px] first:border-t-0">
            <NamedAlert cluster={cluster} alert={{ alert, name, severity, ...(about === undefined ? {} : { about }) }} />
            <span className="shrink-0 text-right text-xs text-muted tabular-nums">
              {duration(total)}
              {count > 1 ? `, ${count} times` : ""}
              {firing ? (
                <>
                  {" · "}
                  <StateMark state="crit">fires</StateMark>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
