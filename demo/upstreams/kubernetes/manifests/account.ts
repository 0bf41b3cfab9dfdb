import type { WorldCluster } from "../../../world/cluster";
import type { Workload } from "../../../world/workload";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { namespaceNames } from "./namespaces";
import { detailsOf } from "./pod-template";

/** The accounts that pods run as: one named `default` in every namespace, and those that workloads name. */
export function accountManifests(cluster: WorldCluster, workloads: readonly Workload[]): readonly Manifest[] {
  const named = workloads.flatMap((workload) => {
    const name = detailsOf(workload).serviceAccountName;
    return name === undefined ? [] : [[workload.namespace, name] as const];
  });
  const all = [...namespaceNames(cluster).map((namespace) => [namespace, "default"] as const), ...named, ["castor", "castor"] as const];
  return [...new Map(all.map((each) => [each.join("/"), each])).values()].map(([namespace, name]) =>
    inNamespace(namespace, "v1", "ServiceAccount", name, {
      ...(namespace.endsWith("-beamline") && { imagePullSecrets: [{ name: "ghcr-pull" }] }),
      ...(name === "p47-ioc-monitor" && { secrets: [{ name: "p47-ioc-monitor-token" }] }),
    }));
}
