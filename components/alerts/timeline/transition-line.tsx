import { StateMark } from "@/components/ui/state";
import type { Transition } from "@/lib/model/alerting/timeline";
import { transitionReason, transitionWords } from "./transition-words";

/** What happened, who did it and why, in one line. */
export function TransitionLine({ transition }: { readonly transition: Pick<Transition, "kind" | "by" | "text" | "filled"> }) {
  const { word, state } = transitionWords[transition.kind];
  const reason = transitionReason(transition);
  return (
    <span className="min-w-0 wrap-anywhere">
      <StateMark state={state}>{word}</StateMark>
      {reason === undefined ? null : <span className="text-muted"> {reason}</span>}
      {transition.filled === true ? (
        <span title="Castor was not there: Prometheus’ own series told it afterwards." className="ml-1.5 text-xs whitespace-nowrap text-faint">
          from Prometheus
        </span>
      ) : null}
    </span>
  );
}
