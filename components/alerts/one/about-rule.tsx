import { StateMark } from "@/components/ui/state";
import { duration } from "@/lib/model";
import type { AlertReport } from "@/lib/model/alerting/report";

/** Where the rule stands that made the alert, for whoever wants to change it. */
export function AboutRule({ report: { rule } }: { readonly report: AlertReport }) {
  if (rule === undefined) return null;
  return (
    <section aria-label="Its rule" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3.5 text-[13px]">
      <h2 className="mb-2 text-sm font-semibold tracking-tight">Its rule</h2>
      {rule.health === "err" ? (
        <p className="mb-2 wrap-anywhere">
          <StateMark state="warn">It fails to evaluate</StateMark> {rule.lastError}
        </p>
      ) : null}
      <pre tabIndex={0} aria-label="The rule's expression" className="mb-2 max-h-48 overflow-auto rounded-s border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
        {rule.query}
      </pre>
      <p className="text-muted wrap-anywhere">
        {rule.duration > 0 ? `It must hold for ${duration(rule.duration * 1_000)}. ` : "It fires at once. "}
        {rule.keepFiringFor > 0 ? `It keeps firing for ${duration(rule.keepFiringFor * 1_000)} afterwards. ` : ""}
        Evaluated every {duration(rule.interval * 1_000)} in the group {rule.group} of {rule.prometheus}, from {rule.file}.
      </p>
    </section>
  );
}
