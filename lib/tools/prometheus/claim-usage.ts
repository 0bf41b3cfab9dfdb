import type { Prometheus } from "./client";
import { workloadQueries } from "./workload-queries";

/** Bytes used of each claim by `namespace/name`, as the kubelets measure them; claims that nobody mounts are not in it. */
export async function claimUsage(client: Prometheus, signal?: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const found = await client.query(workloadQueries.claimUsage(), { signal });
  return new Map(found.map(({ labels, value }) => [`${labels["namespace"] ?? ""}/${labels["persistentvolumeclaim"] ?? ""}`, value]));
}
