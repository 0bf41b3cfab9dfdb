import { uuid } from "../../../world/dice";
import type { WorldCluster } from "../../../world/cluster";
import { podsOf } from "../../../world/pod-index";
import { isReady } from "../../../world/readiness";
import { age, column, timestamp } from "../kind";
import type { Kind, KubeObject } from "../kind";
import { servicesOf } from "../services";
import type { Service } from "../services";

const base = (cluster: WorldCluster, { namespace, name, workload }: Service, kind: string) => ({
  name,
  namespace,
  uid: uuid(cluster.seed, `${kind} ${namespace}/${name}`),
  resourceVersion: String(cluster.origin),
  creationTimestamp: timestamp(cluster.origin),
  labels: workload.labels,
});

function serviceObject(cluster: WorldCluster, service: Service): KubeObject {
  const { type, clusterIP, externalIP, ports, workload } = service;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: base(cluster, service, "service"),
    spec: { type, clusterIP, clusterIPs: [clusterIP], ports: ports.map(({ name, port }) => ({ name, port, targetPort: name, protocol: "TCP" })), selector: { app: workload.name } },
    status: { loadBalancer: externalIP === undefined ? {} : { ingress: [{ ip: externalIP }] } },
  };
}

const fieldsOf = ({ namespace, name }: Service) => ({ "metadata.name": name, "metadata.namespace": namespace });
const portText = ({ ports }: Service) => ports.map(({ port }) => `${port}/TCP`).join(",");

const serviceKind: Kind = {
  group: "",
  version: "v1",
  kind: "Service",
  plural: "services",
  shortNames: ["svc"],
  namespaced: true,
  everyday: true,
  columns: [column("Name"), column("Type"), column("Cluster-IP"), column("External-IP"), column("Port(s)"), column("Age"), column("Selector", 1)],
  entries: (cluster, at) =>
    servicesOf(cluster).map((service) => ({
      namespace: service.namespace,
      name: service.name,
      labels: service.workload.labels,
      fields: fieldsOf(service),
      object: () => serviceObject(cluster, service),
      cells: () => [service.name, service.type, service.clusterIP, service.externalIP ?? "<none>", portText(service), age(at - cluster.origin), `app=${service.workload.name}`],
    })),
};

const endpointsKind: Kind = {
  group: "",
  version: "v1",
  kind: "Endpoints",
  plural: "endpoints",
  shortNames: ["ep"],
  namespaced: true,
  columns: [column("Name"), column("Endpoints"), column("Age")],
  entries: (cluster, at) =>
    servicesOf(cluster).map((service) => {
      const pods = podsOf(cluster, service.workload, at);
      const ports = service.ports.map(({ name, port }) => ({ name, port, protocol: "TCP" }));
      const address = (pod: (typeof pods)[number]) => ({ ip: pod.ip, nodeName: pod.node.name, targetRef: { kind: "Pod", namespace: pod.namespace, name: pod.name, uid: pod.uid } });
      const [ready, waiting] = [pods.filter((pod) => isReady(pod, at)), pods.filter((pod) => !isReady(pod, at))];
      return {
        namespace: service.namespace,
        name: service.name,
        labels: service.workload.labels,
        fields: fieldsOf(service),
        object: () => ({
          apiVersion: "v1",
          kind: "Endpoints",
          metadata: base(cluster, service, "endpoints"),
          subsets: pods.length === 0 ? [] : [{ ...(ready.length > 0 && { addresses: ready.map(address) }), ...(waiting.length > 0 && { notReadyAddresses: waiting.map(address) }), ports }],
        }),
        cells: () => [service.name, ready.slice(0, 3).map(({ ip }) => `${ip}:${ports[0]?.port ?? 0}`).join(",") || "<none>", age(at - cluster.origin)],
      };
    }),
};

export const serviceKinds: readonly Kind[] = [serviceKind, endpointsKind];
