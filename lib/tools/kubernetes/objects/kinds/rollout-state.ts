import { are, count } from "../fact";
import { state, type State } from "../kind-knowledge";

/** How a workload is by its counts: wanted, ready, and of the newest template. */
export function rolloutState({ wanted, ready, updated, stuck = false, paused = false }: { readonly wanted: number; readonly ready: number; readonly updated?: number | undefined; readonly stuck?: boolean; readonly paused?: boolean }): State {
  const status = `${ready}/${wanted} ready`;
  const sentence = `${ready} of ${count(wanted, "pod")} ${are(ready, wanted)} ready.`;
  if (wanted === 0) return ready === 0 ? state("stopped", "scaled to 0", "It is scaled to nothing: no pod runs.") : state("progressing", status, "Its pods are being stopped.");
  if (stuck) return state("bad", status, `Its rollout is stuck: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`);
  if (paused) return state("warning", `${status}, paused`, `Its rollout is paused. ${sentence}`);
  if (updated !== undefined && updated < wanted) return state("progressing", `${status}, ${updated} updated`, `A rollout is going on: ${updated} of ${count(wanted, "pod")} ${updated === 1 || wanted === 1 ? "has" : "have"} the newest template, ${ready} ${are(ready, wanted)} ready.`);
  if (ready >= wanted) return state("well", status, wanted === 1 ? "Its pod is ready." : `All ${wanted} pods are ready.`);
  return state(ready === 0 ? "bad" : "warning", status, sentence);
}
