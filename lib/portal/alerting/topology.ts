import type { Prometheus } from "@/lib/tools/prometheus";
import type { Wire } from "@/lib/wire";
import type { NodeInfo } from "@/lib/model";
import type { Now } from "../shared";

/** What belongs to what in a cluster, as far as alerts need to know it. */
export interface Topology {
  /** Resolves soon: with what is known, however old. */
  read(): Promise<TopologyNow>;
  /** Never waits. */
  readonly current: TopologyNow;
}

export interface TopologyNow {
  readonly at: number;
}

/** Not written yet: E. */
export function createTopology(_: { readonly cluster: string; readonly prometheus: Prometheus | undefined; readonly argo: Wire | undefined; readonly nodes: () => readonly NodeInfo[]; readonly now: Now }): Topology {
  return { read: async () => ({ at: 0 }), current: { at: 0 } };
}
