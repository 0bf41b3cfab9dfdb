import type { WorldCluster } from "./cluster";
import type { Pod, PodSource } from "./pod";
import type { Workload } from "./workload";

interface Index {
  readonly version: number;
  readonly byWorkload: ReadonlyMap<PodSource, readonly Pod[]>;
  readonly byNode: ReadonlyMap<string, readonly Pod[]>;
}

const indexes = new WeakMap<WorldCluster, Index>();
const none: readonly Pod[] = [];

/** A cluster's settled pods by workload and by node: made once as long as none of them ends, as a large cluster has thousands. */
function indexOf(cluster: WorldCluster): Index {
  let index = indexes.get(cluster);
  if (index?.version !== cluster.pods.version) {
    index = { version: cluster.pods.version, byWorkload: grouped(cluster.pods.fixed, ({ workload }) => workload), byNode: grouped(cluster.pods.fixed, ({ node }) => node.name) };
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
  const still = indexOf(cluster).byWorkload.get(workload) ?? none;
  if (still.length > 0 && !cluster.pods.isChanged(workload)) return still;
  const moving = cluster.pods.moving(at, at).filter((pod) => isOf(pod, workload) && pod.life.created <= at && at < pod.life.gone);
  return moving.length === 0 ? still : [...still, ...moving];
}

/** Whether a pod belongs to a workload, whichever template it was made from. */
function isOf({ workload: made }: Pod, { kind, namespace, name }: Workload): boolean {
  return made.name === name && made.namespace === namespace && made.kind === kind;
}

/** The settled pods of a node. */
export function settledOn(cluster: WorldCluster, node: string): readonly Pod[] {
  return indexOf(cluster).byNode.get(node) ?? none;
}
