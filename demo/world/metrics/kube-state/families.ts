import type { WorldCluster } from "../../cluster";
import { catalogue, expose } from "../exposition";
import type { Exposition } from "../exposition";
import { nodes } from "./nodes";
import { notedFamilies } from "./noted";
import { pods } from "./pods";
import { workloads } from "./workloads";

export const kubeStateCatalogue = catalogue([...nodes, ...pods, ...workloads, ...notedFamilies]);
const made = new WeakMap<WorldCluster, Exposition>();

/** What a cluster's kube-state-metrics exports; made once for each cluster. */
export function kubeStateExposition(cluster: WorldCluster): Exposition {
  let exposition = made.get(cluster);
  if (exposition === undefined) made.set(cluster, (exposition = expose(kubeStateCatalogue, cluster, ({ pods: { version }, demands }) => version + demands.version)));
  return exposition;
}
