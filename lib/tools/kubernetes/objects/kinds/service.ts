import { chips, count, fact, group, pairs, table } from "../fact";
import { defineKind, state } from "../kind-knowledge";
import type { Member } from "../member";

/** Endpoints of a Service's slices: ready ones and all, or undefined where no slice was read. */
export function endpointCounts(children: readonly Member[]): { readonly ready: number; readonly all: number } | undefined {
  const slices = children.flatMap(({ object }) => (object?.ref.kind === "EndpointSlice" ? [object] : []));
  if (slices.length === 0) return undefined;
  const endpoints = slices.flatMap(({ body }) => body.at("endpoints").list);
  return { ready: endpoints.filter((endpoint) => endpoint.at("conditions.ready").flag !== false).length, all: endpoints.length };
}

export const service = defineKind({
  kind: "/Service",
  state({ body }, children) {
    const type = body.at("spec.type").text ?? "ClusterIP";
    if (type === "ExternalName") return state("well", "external name", `It stands for ${body.at("spec.externalName").text ?? "another name"}.`);
    const counts = endpointCounts(children);
    if (counts === undefined) return state("unknown", type, "Which endpoints are behind it is not known.");
    const status = `${counts.ready}/${counts.all} endpoints`;
    if (counts.ready === 0) return state("bad", status, counts.all === 0 ? "Nothing is behind it: it has no endpoints." : `None of its ${count(counts.all, "endpoint")} is ready.`);
    return state(counts.ready < counts.all ? "warning" : "well", status, counts.ready < counts.all ? `${counts.ready} of its ${counts.all} endpoints are ready.` : counts.all === 1 ? "Its endpoint is ready." : `All its ${counts.all} endpoints are ready.`);
  },
  facts({ object: { body, ref } }) {
    const spec = body.at("spec");
    const ingress = body.at("status.loadBalancer.ingress").list.map((one) => one.at("ip").text ?? one.at("hostname").text ?? "");
    const type = spec.at("type").text ?? "ClusterIP";
    return [
      ...group(
        "Service",
        fact("Type", spec.at("clusterIP").text === "None" ? `${type}, headless: its name leads to the pods themselves` : type),
        fact("Name inside the cluster", `${ref.name}.${ref.namespace ?? ""}.svc`),
        fact("Cluster address", spec.at("clusterIP").text === "None" ? undefined : spec.at("clusterIP").text),
        fact("External address", type === "LoadBalancer" && ingress.length === 0 ? "Not given yet" : chips([...ingress, ...spec.at("externalIPs").words])),
        fact("External name", spec.at("externalName").text),
        fact("Selects", pairs(spec.at("selector").texts) ?? "Nothing: its endpoints are kept by somebody else"),
        fact("Stickiness", spec.at("sessionAffinity").text === "ClientIP" ? "A client stays with one pod" : undefined),
        fact("External traffic", spec.at("externalTrafficPolicy").text),
        fact("IP families", spec.at("ipFamilies").words.join(", ")),
      ),
      ...table(
        "Ports",
        ["Name", "Port", "Leads to", "Node port", "Protocol"],
        spec.at("ports").list.map((port) => [port.at("name").text ?? "–", port.at("port").text, port.at("targetPort").text, port.at("nodePort").text, port.at("appProtocol").text ?? port.at("protocol").text ?? "TCP"]),
      ),
    ];
  },
});
