import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import type { DrainEntry, PodState } from "./drain";

function Progress({ state }: { readonly state: PodState }) {
  switch (state.status) {
    case "waiting":
      return <StateMark state="plain">Waiting for its turn</StateMark>;
    case "stays":
      return <StateMark state="info">Stays</StateMark>;
    case "blocked":
      return (
        <>
          <StateMark state="warn">Held back</StateMark> <span className="text-muted">since <Ago at={state.since} bare /></span>
        </>
      );
    case "leaving":
      return <StateMark state="info">Leaving</StateMark>;
    case "gone":
      return <StateMark state="ok">Has left</StateMark>;
    case "failed":
      return <StateMark state="crit">Cannot leave</StateMark>;
  }
}

function whyOf(state: PodState): readonly string[] {
  if (state.status === "stays") return [state.why];
  if (state.status === "blocked") return [...state.why, "Castor tries again every few seconds."];
  return state.status === "failed" ? [state.refusal.sentence, ...state.refusal.details] : [];
}

const order: readonly PodState["status"][] = ["failed", "blocked", "leaving", "waiting", "gone", "stays"];

/** Each pod of the node and how far it has got; what needs attention first. */
export function PodList({ entries }: { readonly entries: readonly DrainEntry[] }) {
  const sorted = [...entries].sort((a, b) => order.indexOf(a.state.status) - order.indexOf(b.state.status));
  return (
    <ul aria-label="Pods of the node" className="flex flex-col divide-y divide-line rounded-s border border-line text-[13px]">
      {sorted.map(({ pod, state }) => (
        <li key={pod.uid} className="flex flex-wrap items-baseline justify-between gap-x-3 px-3 py-1.5">
          <span className="min-w-0 wrap-anywhere">
            <span className="text-muted">{pod.namespace}/</span>
            {pod.name}
          </span>
          <span>
            <Progress state={state} />
          </span>
          {whyOf(state).length === 0 ? null : <span className="w-full text-muted wrap-anywhere">{whyOf(state).join(" ")}</span>}
        </li>
      ))}
    </ul>
  );
}
