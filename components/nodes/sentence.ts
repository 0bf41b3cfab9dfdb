import type { Overview } from "./nodes-store";

/** How the nodes are, in one sentence: "22 nodes, all ready." */
export function nodesSentence(overviews: readonly (Overview | undefined)[]): string {
  const known = overviews.filter((one): one is Overview => one !== undefined && one.count > 0);
  if (known.length === 0) return overviews.some((one) => one?.problem !== undefined) ? "Nothing is known of the nodes now." : "Looking for the nodes …";
  const count = known.reduce((sum, one) => sum + one.count, 0);
  const notReady = known.reduce((sum, one) => sum + one.notReady, 0);
  const nodes = count === 1 ? "1 node" : `${count} nodes`;
  if (notReady === 0) return count === 1 ? "1 node, ready." : `${nodes}, all ready.`;
  return `${notReady} of ${nodes} ${notReady === 1 ? "is" : "are"} not ready.`;
}
