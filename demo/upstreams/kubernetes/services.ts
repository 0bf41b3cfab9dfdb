import type { WorldCluster } from "../../world/cluster";
import { seedOf } from "../../world/dice";
import type { Workload } from "../../world/workload";

/** A Service and the workload behind it. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly workload: Workload;
  readonly type: "ClusterIP" | "LoadBalancer";
  /** "None" for a headless one. */
  readonly clusterIP: string;
  readonly externalIP?: string;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

/** The port of every node exporter, as kube-prometheus names it. */
const exporterPorts = [{ name: "http-metrics", port: 9100 }];

/** Every Service of a cluster: each workload that offers something has one of its own name. */
export function servicesOf(cluster: WorldCluster): readonly Service[] {
  return cluster.workloads
    .flatMap((workload): Service[] => {
      const exporter = workload.name === "node-exporter";
      const ports = exporter ? exporterPorts : workload.service?.ports;
      if (ports === undefined) return [];
      const drawn = seedOf(cluster.seed, `service ${workload.namespace}/${workload.name}`);
      const balanced = workload.service?.type === "LoadBalancer";
      return [
        {
          namespace: workload.namespace,
          name: workload.name,
          workload,
          type: balanced ? "LoadBalancer" : "ClusterIP",
          clusterIP: exporter ? "None" : `10.96.${drawn % 256}.${2 + ((drawn >>> 8) % 250)}`,
          ...(balanced && { externalIP: `172.23.242.${200 + (drawn % 40)}` }),
          ports,
        },
      ];
    })
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
}
