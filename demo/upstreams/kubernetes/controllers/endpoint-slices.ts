import { seedOf, suffix } from "../../../world/dice";
import { equal, listAt, numberAt, objectAt, textAt, textsAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { isOver } from "./kubelets";
import { controlledBy, isGoing } from "./plane";
import type { Plane } from "./plane";
import { isPodReady } from "./pod-state";

/** How many endpoints Kubernetes puts into one slice. */
const perSlice = 100;

interface Port {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
}

/** Says for each Service which pods answer for it. */
export function startEndpointSlices(plane: Plane): void {
  const { store, time, cluster } = plane;

  const reconcile = (namespace: string, name: string): void => {
    const service = store.get(ids.services, namespace, name);
    const selector = textsAt(service, "spec", "selector");
    if (service === undefined || Object.keys(selector).length === 0) return;
    const wanted = Object.entries(selector);
    const pods = store.list(ids.pods, namespace).filter((pod) => !isOver(pod) && textAt(pod, "status", "podIP") !== undefined && wanted.every(([key, value]) => pod.metadata.labels?.[key] === value));
    const exporters = name === "node-exporter";
    const ports = listAt(service, "spec", "ports").map((port): Port => {
      const portName = textAt(port, "name");
      const exporter = exporters ? cluster.nodes[0]?.exporter.port : undefined;
      return { ...(portName !== undefined && { name: portName }), port: exporter ?? targetOf(port, pods[0]), protocol: textAt(port, "protocol") ?? "TCP" };
    });
    // Those of the node exporter say where each simulated one listens on this machine.
    const address = (pod: KubeObject) => (exporters ? cluster.node(textAt(pod, "spec", "nodeName") ?? "")?.exporter.host : undefined) ?? textAt(pod, "status", "podIP") ?? "";
    const parts = Math.max(1, Math.ceil(pods.length / perSlice));
    for (let part = 0; part < parts; part++) putSlice(service, part, pods.slice(part * perSlice, (part + 1) * perSlice), ports, address);
    for (const { object } of plane.dependents(service.metadata.uid)) if (object.kind === "EndpointSlice" && !Array.from({ length: parts }, (_, part) => sliceName(service, part)).includes(object.metadata.name)) store.remove(ids.slices, namespace, object.metadata.name);
    putEndpoints(service, pods, ports, address);
  };

  const sliceName = ({ metadata }: KubeObject, part: number) => `${metadata.name}-${suffix(seedOf(cluster.seed, metadata.uid), `slice ${part}`, 5)}`;

  const putSlice = (service: KubeObject, part: number, pods: readonly KubeObject[], ports: readonly Port[], address: (pod: KubeObject) => string) => {
    const { namespace = "", name } = service.metadata;
    store.put(ids.slices, plane.prepared(ids.slices, {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: sliceName(service, part),
        generateName: `${name}-`,
        namespace,
        ...(plane.beginning && { creationTimestamp: service.metadata.creationTimestamp }),
        labels: { "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io", "kubernetes.io/service-name": name },
        ownerReferences: [controlledBy("services", service)],
      },
      addressType: "IPv4",
      endpoints: pods.map((pod) => {
        const serving = isServing(pod);
        return {
          addresses: [address(pod)],
          conditions: { ready: serving && !isGoing(pod), serving, terminating: isGoing(pod) },
          nodeName: textAt(pod, "spec", "nodeName"),
          targetRef: { kind: "Pod", namespace, name: pod.metadata.name, uid: pod.metadata.uid },
        };
      }),
      ports,
    }));
  };

  const putEndpoints = (service: KubeObject, pods: readonly KubeObject[], ports: readonly Port[], address: (pod: KubeObject) => string) => {
    const { namespace = "", name } = service.metadata;
    const list = (some: readonly KubeObject[]) => some.map((pod) => ({ ip: address(pod), nodeName: textAt(pod, "spec", "nodeName"), targetRef: { kind: "Pod", namespace, name: pod.metadata.name, uid: pod.metadata.uid } }));
    const [ready, unready] = [pods.filter(isPodReady), pods.filter((pod) => !isPodReady(pod) && !isGoing(pod))];
    store.put(ids.endpoints, plane.prepared(ids.endpoints, {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata: { name, namespace, ...(plane.beginning && { creationTimestamp: service.metadata.creationTimestamp }), labels: { "endpoints.kubernetes.io/managed-by": "endpoint-controller" } },
      ...(pods.length > 0 && { subsets: [{ ...(ready.length > 0 && { addresses: list(ready) }), ...(unready.length > 0 && { notReadyAddresses: list(unready) }), ports }] }),
    }));
  };

  const later = (namespace: string, name: string) => time.soon(`slices ${namespace}/${name}`, () => reconcile(namespace, name));
  for (const { metadata } of store.list(ids.services)) later(metadata.namespace ?? "", metadata.name);
  plane.on(ids.services, ({ type, object }) => {
    const { namespace = "", name } = object.metadata;
    if (type === "DELETED") store.remove(ids.endpoints, namespace, name);
    else later(namespace, name);
  });
  plane.on(ids.pods, ({ object, previous }) => {
    if (previous !== undefined && equal(told(previous), told(object))) return;
    const { namespace = "", labels = {} } = object.metadata;
    for (const service of store.list(ids.services, namespace)) {
      const selector = Object.entries(textsAt(service, "spec", "selector"));
      if (selector.length > 0 && selector.every(([key, value]) => labels[key] === value || previous?.metadata.labels?.[key] === value)) later(namespace, service.metadata.name);
    }
  });
}

const isServing = (pod: KubeObject) => listAt(pod, "status", "conditions").some((condition) => textAt(condition, "type") === "Ready" && textAt(condition, "status") === "True");

/** What of a pod a Service cares about. */
const told = (pod: KubeObject) => [isServing(pod), isGoing(pod), textAt(pod, "status", "podIP"), pod.metadata.labels];

/** The port of the container behind a Service's port. */
function targetOf(port: unknown, pod: KubeObject | undefined): number {
  const target = objectAt({ port }, "port").targetPort ?? numberAt(port, "port");
  if (typeof target === "number") return target;
  const named = listAt(pod, "spec", "containers").flatMap((container) => listAt(container, "ports")).find((each) => textAt(each, "name") === target);
  return numberAt(named, "containerPort") ?? numberAt(port, "port") ?? 0;
}
