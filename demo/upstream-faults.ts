import { Refusal } from "./exchange";
import type { Fault } from "./fault";
import type { Upstream } from "./serve";

/** The identity provider belongs to no cluster's network: `*` leaves it alone, its own name does not. */
export const outsideTheNetwork = "identity";

/**
 * The upstreams a name means: one id, `<cluster>/*` for everything of a cluster, or `*` for
 * the whole network between the portal and the clusters.
 */
export function selectUpstreams(all: readonly Upstream[], name: string): readonly Upstream[] {
  if (name === "*") return all.filter(({ id }) => id !== outsideTheNetwork);
  if (name.endsWith("/*")) return all.filter(({ id }) => id.startsWith(name.slice(0, -1)));
  return all.filter(({ id }) => id === name);
}

/** Sets a fault on all upstreams that a name means; refuses a name that means none. */
export async function setFault(all: readonly Upstream[], name: string, fault: Fault): Promise<readonly string[]> {
  const meant = selectUpstreams(all, name);
  if (meant.length === 0) throw new Refusal(404, `no upstream is called ${name}`);
  await Promise.all(meant.map((upstream) => upstream.setFault(fault)));
  return meant.map(({ id }) => id);
}
