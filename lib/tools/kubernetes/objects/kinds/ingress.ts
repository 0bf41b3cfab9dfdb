import { chips, fact, group, link, table } from "../fact";
import { named } from "../family/known";
import { ingressBackends } from "../family/network";
import { defineKind, state } from "../kind-knowledge";

export const ingress = defineKind({
  kind: "networking.k8s.io/Ingress",
  state({ body }) {
    const hosts = body.at("spec.rules").list.flatMap((rule) => rule.at("host").text ?? []);
    const addresses = body.at("status.loadBalancer.ingress").list.length;
    const words = hosts.length === 0 ? "any host" : hosts.join(", ");
    return addresses > 0 ? state("well", words, `It answers for ${words}.`) : state("unknown", words, `It is meant to answer for ${words}; no controller has given it an address.`);
  },
  facts({ object }) {
    const { body, ref } = object;
    const className = body.at("spec.ingressClassName").text;
    const secure = body.at("spec.tls").list;
    const hosts = body.at("spec.rules").list.flatMap((rule) => rule.at("host").text ?? []);
    return [
      ...group(
        "Ingress",
        fact("Class", link(className === undefined ? undefined : named("IngressClass", className, undefined)) ?? "The cluster's default one"),
        fact("Addresses", chips(body.at("status.loadBalancer.ingress").list.map((one) => one.at("ip").text ?? one.at("hostname").text ?? ""))),
        fact("Hosts", chips(hosts)),
      ),
      ...table("Where it leads", ["Address", "Service", "Port"], ingressBackends(object).map(({ service, port, path }) => [path, link(named("Service", service, ref.namespace)), port.at("name").text ?? port.at("number").text])),
      ...table("Encryption", ["Hosts", "Certificate in"], secure.map((one) => [one.at("hosts").words.join(", ") || "any", one.at("secretName").text === undefined ? "the controller's own" : link(named("Secret", one.at("secretName").text ?? "", ref.namespace))])),
    ];
  },
});
