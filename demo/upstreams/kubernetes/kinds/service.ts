import { dig, isObject, listAt, numberAt, objectAt, textAt } from "../json-value";
import type { Kind, KubeObject, Mistake, Writing } from "../kind";
import { ageColumn, defineKind, orNone, shown, text, wide } from "./define-kind";
import { balancerAddresses, firstThree, labelsText } from "./cell-texts";

/** The range that NodePorts come from. */
const nodePorts = { from: 30_000, to: 32_767 } as const;

function externalIp(service: KubeObject): string {
  const given = listAt(service, "spec", "externalIPs").map(String);
  const type = textAt(service, "spec", "type");
  if (type === "ExternalName") return textAt(service, "spec", "externalName") ?? "";
  if (type !== "LoadBalancer") return orNone(given.join(","));
  const balanced = balancerAddresses(service, false);
  return [...(balanced === "" ? [] : [balanced]), ...given].join(",") || "<pending>";
}

function ports(service: KubeObject): string {
  return orNone(
    listAt(service, "spec", "ports")
      .map((port) => {
        const node = numberAt(port, "nodePort") ?? 0;
        return `${numberAt(port, "port") ?? 0}${node > 0 ? `:${node}` : ""}/${textAt(port, "protocol") ?? "TCP"}`;
      })
      .join(","),
  );
}

/** A service with its addresses and ports: what a controller behind the API server gives it. */
function prepared(service: KubeObject, { before, draw }: Writing): KubeObject {
  const spec = objectAt(service, "spec");
  const type = typeof spec.type === "string" ? spec.type : "ClusterIP";
  const name = `${service.metadata.namespace ?? ""}/${service.metadata.name}`;
  const drawn = draw(`cluster ip ${name}`);
  const address = textAt(before, "spec", "clusterIP") ?? `10.96.${drawn % 256}.${2 + ((drawn >>> 8) % 250)}`;
  const clusterIP = type === "ExternalName" ? undefined : (spec.clusterIP ?? address);
  const exposed = type === "NodePort" || type === "LoadBalancer";
  return {
    ...service,
    spec: {
      ...spec,
      type,
      ...(clusterIP !== undefined && { clusterIP, clusterIPs: [clusterIP], ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" }),
      sessionAffinity: spec.sessionAffinity ?? "None",
      internalTrafficPolicy: spec.internalTrafficPolicy ?? "Cluster",
      ...(exposed && { externalTrafficPolicy: spec.externalTrafficPolicy ?? "Cluster" }),
      ...(Array.isArray(spec.ports) && {
        ports: spec.ports.map((port: unknown) => {
          const given = isObject(port) ? port : {};
          const free = nodePorts.from + (draw(`node port ${name} ${String(given.port)}`) % (nodePorts.to - nodePorts.from + 1));
          return { protocol: "TCP", targetPort: given.port, ...given, ...(exposed && { nodePort: given.nodePort ?? free }) };
        }),
      }),
    },
    status: { loadBalancer: {}, ...objectAt(service, "status") },
  };
}

function mistakes(service: KubeObject, { before }: Writing): readonly Mistake[] {
  const fixed = textAt(before, "spec", "clusterIP");
  const wanted = textAt(service, "spec", "clusterIP");
  const found: Mistake[] = [];
  if (listAt(service, "spec", "ports").length === 0 && wanted !== "None" && textAt(service, "spec", "type") !== "ExternalName") found.push({ field: "spec.ports", reason: "FieldValueRequired", message: "Required value" });
  if (fixed !== undefined && wanted !== undefined && fixed !== wanted) found.push({ field: "spec.clusterIPs[0]", reason: "FieldValueInvalid", message: `Invalid value: ["${wanted}"]: may not change once set` });
  for (const [index, port] of listAt(service, "spec", "ports").entries()) {
    const node = numberAt(port, "nodePort");
    if (node !== undefined && (node < nodePorts.from || node > nodePorts.to)) found.push({ field: `spec.ports[${index}].nodePort`, reason: "FieldValueInvalid", message: `Invalid value: ${node}: provided port is not in the valid range. The range of valid ports is ${nodePorts.from}-${nodePorts.to}` });
  }
  return found;
}

const serviceKind = defineKind({
  group: "",
  version: "v1",
  kind: "Service",
  plural: "services",
  shortNames: ["svc"],
  namespaced: true,
  categories: ["all"],
  subresources: ["status", "proxy"],
  shown: [
    shown("Type", text("spec", "type")),
    shown("Cluster-IP", (service) => orNone(textAt(service, "spec", "clusterIP"))),
    shown("External-IP", externalIp),
    shown("Port(s)", ports),
    ageColumn,
    wide("Selector", (service) => labelsText(objectAt(service, "spec", "selector"))),
  ],
  fields: (service) => ({ "spec.clusterIP": textAt(service, "spec", "clusterIP") ?? "", "spec.type": textAt(service, "spec", "type") ?? "" }),
  prepare: prepared,
  mistakes,
});

/** Addresses with their ports, as Kubernetes lists the endpoints of a service. */
function endpoints(object: KubeObject): string {
  const list = listAt(object, "subsets").flatMap((subset) => {
    const addresses = listAt(subset, "addresses").map((address) => textAt(address, "ip") ?? "");
    const open = listAt(subset, "ports").map((port) => numberAt(port, "port") ?? 0);
    return open.length === 0 ? addresses : open.flatMap((port) => addresses.map((address) => `${address}:${port}`));
  });
  return listAt(object, "subsets").length === 0 ? "<none>" : firstThree(list, "");
}

const endpointsKind = defineKind({
  group: "",
  version: "v1",
  kind: "Endpoints",
  plural: "endpoints",
  singular: "endpoints",
  shortNames: ["ep"],
  namespaced: true,
  shown: [shown("Endpoints", endpoints), ageColumn],
});

const endpointSliceKind = defineKind({
  group: "discovery.k8s.io",
  version: "v1",
  kind: "EndpointSlice",
  plural: "endpointslices",
  namespaced: true,
  shown: [
    shown("AddressType", text("addressType")),
    shown("Ports", (slice) => firstThree(listAt(slice, "ports").map((port) => String(numberAt(port, "port") ?? textAt(port, "name") ?? "*")), "<unset>")),
    shown("Endpoints", (slice) => firstThree(listAt(slice, "endpoints").flatMap((endpoint) => listAt(endpoint, "addresses").map(String)), "<unset>")),
    ageColumn,
  ],
  mistakes: (slice) => (dig(slice, "addressType") === undefined ? [{ field: "addressType", reason: "FieldValueRequired", message: "Required value" }] : []),
});

export const serviceKinds: readonly Kind[] = [serviceKind, endpointsKind, endpointSliceKind];
