import type { NodeInfo } from "@/lib/model";
import { shared, type Now } from "./shared";

/** The nodes of one cluster, from Kubernetes, asked for once for everybody. */
export interface Inventory {
  /** A few seconds old at most; throws when Kubernetes does not answer. */
  fresh(): Promise<readonly NodeInfo[]>;
  /** What was known last, even when Kubernetes is silent now; throws only where nothing was ever known. */
  known(): Promise<readonly NodeInfo[]>;
  /** What is known at this moment, without asking. */
  readonly latest: readonly NodeInfo[];
}

/** How long a list of nodes is believed, ms: a little less than the loops that show it. */
const believed = 4_500;
const renewed = 10_000;

export function createInventory(list: () => Promise<readonly NodeInfo[]>, now: Now): Inventory {
  let last: { readonly nodes: readonly NodeInfo[]; readonly at: number } | undefined;
  const fresh = shared(
    async () => {
      const nodes = await list();
      last = { nodes, at: now() };
      return nodes;
    },
    believed,
    now,
  );
  return {
    fresh,
    get latest() {
      return last?.nodes ?? [];
    },
    async known() {
      if (last === undefined) return fresh();
      if (now() - last.at >= renewed) fresh().catch(() => undefined);
      return last.nodes;
    },
  };
}
