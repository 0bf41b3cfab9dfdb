import { Ago } from "@/components/ui/ago";
import { Chip, StateMark, severityStates } from "@/components/ui/state";
import { FiresIn } from "@/components/alerts/fires-in";
import type { AlertReport } from "@/lib/model/alerting/report";

const words = { firing: "Firing", pending: "Pending", suppressed: "Suppressed", resolved: "Resolved" } as const;
const looks = { firing: "crit", pending: "info", suppressed: "plain", resolved: "ok" } as const;

/** How an alert is now: how bad, in which state since when, who has it and whether anybody hears of it. */
export function AlertState({ report: { alert, acknowledgement, routing } }: { readonly report: AlertReport }) {
  const { severity, state, name, since, firesAt, resolvedAt, suppressed, detail } = alert;
  const heard = routing[0]?.sentence;
  return (
    <div className="flex flex-col gap-1.5 pt-1 text-text">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px]">
        <Chip state={severityStates[severity]}>{severity === "other" ? (alert.labels["severity"] ?? "no severity") : severity}</Chip>
        <StateMark state={looks[state]}>{words[state]}</StateMark>
        <span className="text-muted">
          {resolvedAt === undefined ? (
            <>
              for <Ago at={since} bare />
            </>
          ) : (
            <>
              ended <Ago at={resolvedAt} />, began <Ago at={since} />
            </>
          )}
        </span>
        {state === "pending" && firesAt !== undefined ? <FiresIn at={firesAt} /> : null}
        {suppressed === undefined ? null : <span className="text-muted">{suppressed}</span>}
        <code className="rounded-s bg-sunken px-1.5 font-mono text-xs leading-5 text-muted">{name}</code>
      </p>
      {detail === undefined ? null : <p className="max-w-prose wrap-anywhere">{detail}</p>}
      {acknowledgement === undefined ? null : (
        <p className="text-[13px] wrap-anywhere">
          <StateMark state="info">{acknowledgement.by.name} has it</StateMark> <span className="text-muted">since <Ago at={acknowledgement.at} bare />:</span> {acknowledgement.note}
        </p>
      )}
      {heard === undefined || state === "resolved" ? null : <p className="max-w-prose text-[13px] wrap-anywhere text-muted">{heard}</p>}
    </div>
  );
}
