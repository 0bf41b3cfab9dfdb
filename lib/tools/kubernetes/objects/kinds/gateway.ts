import { chips, count, fact, group, link, table } from "../fact";
import { named } from "../family/known";
import { defineKind, state } from "../kind-knowledge";

export const gateway = defineKind({
  kind: "gateway.networking.k8s.io/Gateway",
  state({ body }) {
    const holds = (type: string) => body.at("status.conditions").list.find((one) => one.at("type").text === type)?.at("status").text;
    const listeners = body.at("spec.listeners").list.length;
    if (holds("Accepted") === "False") return state("bad", "not accepted", "Its controller does not accept it.");
    if (holds("Programmed") === "False") return state("progressing", "not programmed", "Its controller has not set it up yet.");
    return holds("Programmed") === "True" ? state("well", count(listeners, "listener"), `It listens on ${count(listeners, "port")}.`) : state("unknown", "no controller", "No controller has taken it up.");
  },
  facts({ object: { body } }) {
    const className = body.at("spec.gatewayClassName").text;
    const attached = (name: string | undefined) => body.at("status.listeners").list.find((one) => one.at("name").text === name)?.at("attachedRoutes").number;
    return [
      ...group("Gateway", fact("Class", link(className === undefined ? undefined : named("GatewayClass", className, undefined))), fact("Addresses", chips(body.at("status.addresses").list.flatMap((one) => one.at("value").text ?? [])))),
      ...table(
        "Listeners",
        ["Name", "Port", "Protocol", "Host", "Routes", "Open to"],
        body.at("spec.listeners").list.map((one) => [
          one.at("name").text, one.at("port").text, one.at("protocol").text, one.at("hostname").text ?? "any", String(attached(one.at("name").text) ?? "–"),
          { All: "all namespaces", Same: "its own namespace", Selector: "chosen namespaces" }[one.at("allowedRoutes.namespaces.from").text ?? "Same"],
        ]),
      ),
    ];
  },
});
