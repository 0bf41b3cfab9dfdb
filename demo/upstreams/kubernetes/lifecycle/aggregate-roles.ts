import { aggregated } from "../aggregation";
import type { Api } from "../call";
import { isObject } from "../json-value";

const clusterRoles = { group: "rbac.authorization.k8s.io", version: "v1", plural: "clusterroles" };

/** Follows the store: a ClusterRole that collects others shows their rules as its own. */
export function aggregateRoles({ store }: Pick<Api, "store">): () => void {
  return store.follow(({ kind }) => {
    if (kind.group !== clusterRoles.group || kind.plural !== clusterRoles.plural) return;
    const all = store.list(clusterRoles);
    for (const role of all.filter(({ aggregationRule }) => isObject(aggregationRule))) store.put(clusterRoles, aggregated(role, all));
  });
}
