import { chips, fact, group, link, table } from "../fact";
import { named } from "../family/known";
import type { Field } from "../field";
import { defineKind, state } from "../kind-knowledge";

const refusals = (body: Field) => body.at("status.parents").list.flatMap((parent) => parent.at("conditions").list.filter((one) => one.at("status").text === "False"));

/** What of a request a rule looks at. */
function matches(rule: Field): string {
  const found = rule.at("matches").list.map((match) => {
    const path = match.at("path.value").text ?? "/";
    const headers = match.at("headers").list.map((header) => `${header.at("name").text ?? ""}=${header.at("value").text ?? ""}`);
    return [match.at("method").text, `${path}${match.at("path.type").text === "Exact" ? "" : "*"}`, ...headers].filter((word) => word !== undefined).join(" ");
  });
  return found.length === 0 ? "every request" : found.join(" or ");
}

export const httpRoute = defineKind({
  kind: "gateway.networking.k8s.io/HTTPRoute",
  state({ body }) {
    const hosts = body.at("spec.hostnames").words.join(", ") || "any host";
    const [refused] = refusals(body);
    if (refused !== undefined) return state("bad", refused.at("reason").text ?? "not accepted", `${refused.at("type").text ?? "A condition"} is False: ${refused.at("message").text ?? refused.at("reason").text ?? "no reason given"}`);
    return body.at("status.parents").list.length > 0 ? state("well", hosts, `It answers for ${hosts}.`) : state("unknown", "no gateway", "No gateway has taken it up.");
  },
  facts({ object: { body, ref } }) {
    const within = (place: Field) => place.at("namespace").text ?? ref.namespace;
    return [
      ...group("Route", fact("Hosts", chips(body.at("spec.hostnames").words))),
      ...table(
        "Gateways",
        ["Gateway", "Listener", "Accepted"],
        body.at("spec.parentRefs").list.map((parent) => {
          const status = body.at("status.parents").list.find((one) => one.at("parentRef.name").text === parent.at("name").text);
          const accepted = status?.at("conditions").list.find((one) => one.at("type").text === "Accepted");
          return [link(named("Gateway", parent.at("name").text ?? "", within(parent))), parent.at("sectionName").text ?? "all", accepted?.at("status").text ?? "not answered"];
        }),
      ),
      ...table(
        "Where it leads",
        ["Requests", "Service", "Port", "Weight"],
        body.at("spec.rules").list.flatMap((rule) =>
          rule.at("backendRefs").list.map((backend) => [matches(rule), link(named("Service", backend.at("name").text ?? "", within(backend))), backend.at("port").text, backend.at("weight").text ?? "1"]),
        ),
      ),
    ];
  },
});
