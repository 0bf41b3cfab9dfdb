import { textAt } from "../json-value";
import { ids } from "./ids";
import { isGoing } from "./plane";
import type { Plane } from "./plane";

/** How long Argo CD takes to notice that something is gone, ms. */
const noticed = 8_000;

/** Brings back a workload of an Argo CD application that somebody removed, as self-healing does. What people change stays as they changed it. */
export function startSelfHeal(plane: Plane): void {
  const { store, time } = plane;
  for (const kind of [ids.statefulSets, ids.deployments]) {
    plane.on(kind, ({ type, object }) => {
      if (type !== "DELETED" || textAt(object, "metadata", "annotations", "argocd.argoproj.io/tracking-id") === undefined) return;
      const { namespace, name, labels, annotations } = object.metadata;
      time.at(time.now() + noticed, () => {
        const home = store.get(ids.namespaces, undefined, namespace ?? "");
        if (home === undefined || isGoing(home) || store.get(kind, namespace, name) !== undefined) return;
        const { metadata: _, status: __, ...rest } = object;
        store.put(kind, plane.prepared(kind, { ...rest, metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }), annotations } }));
      });
    });
  }
}
