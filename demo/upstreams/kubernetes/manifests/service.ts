import type { WorldCluster } from "../../../world/cluster";
import { seedOf, uuid } from "../../../world/dice";
import type { Workload } from "../../../world/workload";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";

/** The port of every node exporter, as kube-prometheus names it. */
const exporterPorts = [{ name: "http-metrics", port: 9100 }];

/** The uid of a Service, which its EndpointSlices name as their owner. */
export function serviceUid(seed: number, namespace: string, name: string): string {
  return uuid(seed, `service ${namespace}/${name}`);
}

/** The Service of a workload that offers something, of its own name; undefined for any other. StatefulSets without ports get a headless one. */
export function serviceManifest(cluster: WorldCluster, workload: Workload): Manifest | undefined {
  const { namespace, name, labels } = workload;
  const exporter = name === "node-exporter";
  const ports = exporter ? exporterPorts : workload.service?.ports;
  const headless = exporter || (ports === undefined && workload.kind === "StatefulSet");
  if (ports === undefined && !headless) return undefined;
  const drawn = seedOf(cluster.seed, `service ${namespace}/${name}`);
  const balanced = workload.service?.type === "LoadBalancer";
  const clusterIP = headless ? "None" : name === "coredns" ? "10.96.0.10" : `10.96.${drawn % 256}.${2 + ((drawn >>> 8) % 250)}`;
  return inNamespace(
    namespace,
    "v1",
    "Service",
    {
      name,
      uid: serviceUid(cluster.seed, namespace, name),
      labels,
      ...(balanced && { annotations: { "metallb.universe.tf/address-pool": "beamline" } }),
    },
    {
      spec: {
        type: balanced ? "LoadBalancer" : "ClusterIP",
        clusterIP,
        ...(ports && { ports: ports.map((port, index) => ({ name: port.name, port: port.port, targetPort: port.name, protocol: "TCP", ...(balanced && { nodePort: 31_000 + ((drawn + index * 7) % 1_500) }) })) }),
        selector: { app: name },
        ...(headless && { publishNotReadyAddresses: false }),
        ...(balanced && { externalTrafficPolicy: "Local", allocateLoadBalancerNodePorts: true }),
      },
      status: { loadBalancer: balanced ? { ingress: [{ ip: `172.23.242.${200 + (drawn % 40)}`, ipMode: "VIP" }] } : {} },
    },
  );
}
