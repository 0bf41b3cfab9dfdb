import { count, fact, group, link, table, told } from "../fact";
import { named } from "../family/known";
import { defineKind, state } from "../kind-knowledge";

export const endpointSlice = defineKind({
  kind: "discovery.k8s.io/EndpointSlice",
  state({ body }) {
    const endpoints = body.at("endpoints").list;
    const ready = endpoints.filter((endpoint) => endpoint.at("conditions.ready").flag !== false).length;
    if (endpoints.length === 0) return state("warning", "no endpoints", "It has no endpoints.");
    return state(ready === endpoints.length ? "well" : ready === 0 ? "bad" : "warning", `${ready}/${endpoints.length} ready`, `${ready} of ${count(endpoints.length, "endpoint")} ${ready === 1 ? "is" : "are"} ready.`);
  },
  facts({ object: { body, ref, labels } }) {
    const service = labels["kubernetes.io/service-name"];
    return [
      ...group("Slice", fact("Service", link(service === undefined ? undefined : named("Service", service, ref.namespace))), fact("Addresses", body.at("addressType").text)),
      ...table("Ports", ["Name", "Port", "Protocol"], body.at("ports").list.map((port) => [port.at("name").text ?? "–", port.at("port").text, port.at("protocol").text])),
      ...table(
        "Endpoints",
        ["Address", "State", "Pod", "Node"],
        body.at("endpoints").list.map((endpoint) => {
          const pod = endpoint.at("targetRef.name").text;
          const node = endpoint.at("nodeName").text;
          const terminating = endpoint.at("conditions.terminating").flag === true;
          return [
            endpoint.at("addresses").words.join(", "),
            endpoint.at("conditions.ready").flag === false ? told(terminating ? "Ending" : "Not ready", terminating ? "stopped" : "warning") : told("Ready", "well"),
            pod === undefined || endpoint.at("targetRef.kind").text !== "Pod" ? "–" : link(named("Pod", pod, ref.namespace)),
            node === undefined ? "–" : link(named("Node", node, undefined)),
          ];
        }),
      ),
    ];
  },
});
