import type { WorldCluster } from "../../cluster";
import type { Pod } from "../../pod";
import type { Labels } from "../../../series";
import type { Family, Point, Span } from "../family";

/** The labels by which kube-state-metrics names a pod. */
export function podLabels({ namespace, name, uid }: Pod): Labels {
  return { namespace, pod: name, uid };
}

/** A metric of pods: the points of those that stay, and of those that come and go while they are there. */
export function podFamily(name: string, type: Family<WorldCluster>["type"], help: string, points: (pod: Pod, cluster: WorldCluster) => readonly Point[]): Family<WorldCluster> {
  return {
    name,
    type,
    help,
    fixed: (cluster) => cluster.pods.fixed.flatMap((pod) => points(pod, cluster)),
    moving: (cluster, from, to) =>
      cluster.pods.moving(from, to).flatMap((pod) =>
        points(pod, cluster).map((point) => (point.spans === undefined ? { ...point, spans: [lifetime(pod)] } : point))),
  };
}

/** While the pod is there. */
export function lifetime({ life, settled }: Pod): Span {
  return { from: settled ? -Infinity : life.created, to: life.gone };
}
