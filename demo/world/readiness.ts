import { silenceAt } from "./conditions";
import { stateOf } from "./life";
import type { Pod } from "./pod";

/** Whether the cluster counts this pod as ready: it runs, is not ending, and its node is heard of. */
export function isReady(pod: Pod, at: number): boolean {
  if (silenceAt(pod.node, at) !== undefined) return false;
  const { runs, killed, readyAfter = 0 } = pod.life;
  const [first] = runs;
  if (runs.length === 1 && first !== undefined) return at >= first.from + readyAfter && at < first.to && at < killed;
  const { state, since } = stateOf(pod.life, at);
  return state === "running" && at >= since + readyAfter && at < killed;
}
