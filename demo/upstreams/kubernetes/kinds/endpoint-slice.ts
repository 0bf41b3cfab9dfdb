import { isReady } from "../../../world/readiness";
import { hex, suffix, uuid } from "../../../world/dice";
import type { WorldCluster } from "../../../world/cluster";
import type { Pod } from "../../../world/pod";
import { age, column, timestamp } from "../kind";
import type { Entry, Kind } from "../kind";
import { servicesOf } from "../services";
import type { Service } from "../services";

/** How many endpoints Kubernetes puts into one slice. */
const perSlice = 100;

function sliceEntry(cluster: WorldCluster, { namespace, name, ports }: Service, pods: readonly Pod[], part: number, at: number): Entry {
  const sliceName = `${name}-${suffix(cluster.seed, `slice ${namespace}/${name} ${part}`, 5)}`;
  const labels = { "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io", "kubernetes.io/service-name": name };
  const exporters = name === "node-exporter";
  const addresses = pods.map(({ node, ip }) => (exporters ? node.exporter.host : ip));
  const portsOf = ports.map(({ name: portName, port }) => ({ name: portName, port: exporters ? (pods[0]?.node.exporter.port ?? port) : port, protocol: "TCP" }));
  return {
    namespace,
    name: sliceName,
    labels,
    fields: { "metadata.name": sliceName, "metadata.namespace": namespace },
    cells: () => [sliceName, "IPv4", portsOf.map(({ port }) => port).join(","), addresses.slice(0, 3).join(",") + (addresses.length > 3 ? ` + ${addresses.length - 3} more...` : ""), age(at - cluster.origin)],
    object: () => ({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: sliceName,
        generateName: `${name}-`,
        namespace,
        uid: uuid(cluster.seed, `slice ${namespace}/${sliceName}`),
        resourceVersion: String(cluster.origin + (parseInt(hex(cluster.seed, sliceName, 6), 16) % 86_400_000)),
        creationTimestamp: timestamp(cluster.origin),
        labels,
        ownerReferences: [{ apiVersion: "v1", kind: "Service", name, uid: uuid(cluster.seed, `service ${namespace}/${name}`), controller: true, blockOwnerDeletion: true }],
      },
      addressType: "IPv4",
      endpoints: pods.map((pod, index) => {
        const ready = isReady(pod, at);
        return {
          addresses: [addresses[index] ?? pod.ip],
          conditions: { ready, serving: ready, terminating: at >= pod.life.killed },
          nodeName: pod.node.name,
          targetRef: { kind: "Pod", namespace, name: pod.name, uid: pod.uid },
        };
      }),
      ports: portsOf,
    }),
  };
}

/** Slices of services with pods; those of node-exporter say where each simulated exporter listens. */
export const endpointSliceKind: Kind = {
  group: "discovery.k8s.io",
  version: "v1",
  kind: "EndpointSlice",
  plural: "endpointslices",
  namespaced: true,
  columns: [column("Name"), column("AddressType"), column("Ports"), column("Endpoints"), column("Age")],
  entries: (cluster, at) =>
    servicesOf(cluster).flatMap((service) => {
      const pods = cluster.pods.at(at).filter(({ workload }) => workload === service.workload);
      const parts = Math.max(1, Math.ceil(pods.length / perSlice));
      return Array.from({ length: parts }, (_, part) => sliceEntry(cluster, service, pods.slice(part * perSlice, (part + 1) * perSlice), part, at));
    }),
};
