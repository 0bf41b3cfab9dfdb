import { livesOn } from "../scenarios/lives";
import { claimFillings } from "./claim-fillings";
import type { ClaimFillings } from "./claim-fillings";
import { demandsOf } from "./demands";
import type { Demands } from "./demands";
import type { Machine } from "./machine";
import type { Exposition } from "./metrics/exposition";
import { worldNode } from "./node";
import { notedSeries } from "./noted-series";
import type { NotedSeries } from "./noted-series";
import type { Membership, WorldNode } from "./node";
import { placePods } from "./pod";
import type { Pods } from "./pod";
import type { Workload } from "./workload";

/** One cluster of the World: what is in it does not change, what it does follows from the time. */
export interface WorldCluster {
  readonly id: string;
  readonly seed: number;
  readonly origin: number;
  /** The World's clock, ms since the epoch. */
  readonly now: () => number;
  /** Kubernetes' version. */
  readonly version: string;
  readonly nodes: readonly WorldNode[];
  readonly namespaces: readonly string[];
  readonly workloads: readonly Workload[];
  readonly pods: Pods;
  /** What people changed about the workloads, and what became of it. */
  readonly demands: Demands;
  /** What kube-state-metrics reads of objects that only the API server knows. */
  readonly noted: NotedSeries;
  /** What Prometheus and the Alertmanagers tell about themselves, by pod: they are simulated elsewhere, and are put in here before anybody reads the cluster's series. */
  readonly programs: Map<string, Exposition>;
  /** What a demonstration does to claims. */
  readonly fillings: ClaimFillings;
  /** Whether cAdvisor's series carry `image` and `container`; some container runtimes leave them out. */
  readonly containerLabels: boolean;
  node(name: string): WorldNode | undefined;
}

const always = ["default", "kube-node-lease", "kube-public", "kube-system"];

export function worldCluster(membership: Membership, machines: readonly Machine[], workloads: readonly Workload[], host?: Machine): WorldCluster {
  const { cluster: id, seed, origin, now } = membership;
  const nodes = machines.map((machine, index) => worldNode(machine, index, membership));
  if (host) nodes.push(worldNode(host, nodes.length, membership, true));
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return {
    id,
    seed,
    origin,
    now,
    version: "v1.31.4",
    nodes,
    namespaces: [...new Set([...always, ...workloads.map(({ namespace }) => namespace)])].sort(),
    workloads,
    demands: demandsOf(workloads),
    noted: notedSeries(),
    programs: new Map(),
    fillings: claimFillings(),
    pods: placePods(seed, origin, nodes, workloads, livesOn(seed, id)),
    containerLabels: id !== "i22",
    node: (name) => byName.get(name),
  };
}
