import type { WorldCluster } from "./cluster";
import type { Pod } from "./pod";
import type { Workload } from "./workload";

interface Index {
  readonly byWorkload: ReadonlyMap<Workload, readonly Pod[]>;
  readonly byNode: ReadonlyMap<string, readonly Pod[]>;
}

const indexes = new WeakMap<WorldCluster, Index>();
const none: readonly Pod[] = [];

/** A cluster's settled pods by workload and by node: made once, as a large cluster has thousands. */
function indexOf(cluster: WorldCluster): Index {
  let index = indexes.get(cluster);
  if (index === undefined) {
    index = { byWorkload: grouped(cluster.pods.fixed, ({ workload }) => workload), byNode: grouped(cluster.pods.fixed, ({ node }) => node.name) };
    indexes.set(cluster, index);
  }
  return index;
}

function grouped<K>(pods: readonly Pod[], key: (pod: Pod) => K): Map<K, Pod[]> {
  const groups = new Map<K, Pod[]>();
  for (const pod of pods) {
    const group = groups.get(key(pod));
    if (group) group.push(pod);
    else groups.set(key(pod), [pod]);
  }
  return groups;
}

/** The pods of a workload that exist at a moment. */
export function podsOf(cluster: WorldCluster, workload: Workload, at: number): readonly Pod[] {
  return indexOf(cluster).byWorkload.get(workload) ?? cluster.pods.moving(at, at).filter((pod) => pod.workload === workload && at < pod.life.gone);
}

/** The settled pods of a node. */
export function settledOn(cluster: WorldCluster, node: string): readonly Pod[] {
  return indexOf(cluster).byNode.get(node) ?? none;
}
