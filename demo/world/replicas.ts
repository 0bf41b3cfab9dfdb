import type { WorldCluster } from "./cluster";
import { podsOf } from "./pod-index";
import { isReady } from "./readiness";
import type { Workload } from "./workload";

/** How many pods a workload is meant to have. */
export function wantedReplicas(cluster: WorldCluster, workload: Workload, at: number): number {
  const asked = cluster.demands.replicas(workload, at) ?? 0;
  return workload.kind === "DaemonSet" ? (asked > 0 ? asked : cluster.nodes.length) : asked;
}

/** How many of them are ready at a moment. */
export function readyReplicas(cluster: WorldCluster, workload: Workload, at: number): number {
  let ready = 0;
  for (const pod of podsOf(cluster, workload, at)) if (isReady(pod, at)) ready++;
  return ready;
}
