import type { Workload } from "../../../world/workload";
import { listAt, numberAt, textsAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import type { Plane } from "./plane";
import { containerSpec } from "./pod-source";

/** Tells the World what people ask for, so that its metrics and Argo CD's view know it too. */
export function startDemandKeeper(plane: Plane): void {
  const { cluster, store, time } = plane;
  for (const [kind, id] of [["Deployment", ids.deployments], ["StatefulSet", ids.statefulSets], ["DaemonSet", ids.daemonSets]] as const) {
    const asked = (object: KubeObject): Workload => ({
      kind,
      namespace: object.metadata.namespace ?? "default",
      name: object.metadata.name,
      replicas: kind === "DaemonSet" ? 0 : (numberAt(object, "spec", "replicas") ?? 1),
      labels: textsAt(object, "metadata", "labels"),
      containers: listAt(object, "spec", "template", "spec", "containers").map(containerSpec),
    });
    for (const object of store.list(id)) cluster.demands.ask(asked(object), time.now());
    plane.on(id, ({ type, object }) => {
      if (type === "DELETED") cluster.demands.drop(asked(object), time.now());
      else cluster.demands.ask(asked(object), time.now());
    });
  }
}
