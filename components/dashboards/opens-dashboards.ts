import type { Cluster } from "@/lib/model/cluster";

/** Whether the cluster has a Grafana behind the sign-in that this person may open: then Castor can list its dashboards. */
export function opensDashboards({ tiles }: Pick<Cluster, "tiles">): boolean {
  return tiles.some(({ id, tab }) => id === "grafana" && tab !== undefined);
}
