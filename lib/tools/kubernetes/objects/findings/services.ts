import type { Rule } from "../evidence";
import { count } from "../fact";
import { plainSelector } from "../label-selector";
import { all, objectsOf } from "../member";
import { endpointCounts } from "../kinds/service";

/** Services that lead nowhere: a selector that matches nothing, pods that are not ready, ports that no container has. */
export const services: Rule = ({ object, children }) => {
  const { ref, body } = object;
  if (ref.kind !== "Service" || ref.group !== "" || body.at("spec.type").text === "ExternalName") return [];
  const counts = endpointCounts(children);
  const selector = plainSelector(body.at("spec.selector"));
  if (counts === undefined || counts.ready > 0) return [];
  const pods = objectsOf(children.flatMap(all)).filter((one) => one.ref.kind === "Pod");
  if (selector === undefined) {
    return [{ cause: "no endpoints", severity: "warning", title: "The service leads nowhere: nobody keeps its endpoints.", details: ["It has no selector, so Kubernetes does not look for pods."], advice: "Give it a selector, or an EndpointSlice with the addresses it should lead to." }];
  }
  if (pods.length === 0) {
    return [{ cause: "selector", severity: "critical", title: "The service leads nowhere: its selector matches no pod.", details: [`It selects ${selector}.`], advice: `Compare the selector with the pods' labels: kubectl get pods -n ${ref.namespace ?? ""} --show-labels` }];
  }
  const named = body.at("spec.ports").list.flatMap((port) => (typeof port.at("targetPort").raw === "string" ? (port.at("targetPort").text ?? []) : []));
  const offered = new Set(pods.flatMap((pod) => [...pod.body.at("spec.containers").list, ...pod.body.at("spec.initContainers").list].flatMap((container) => container.at("ports").list.flatMap((port) => port.at("name").text ?? []))));
  const unknown = named.filter((name) => !offered.has(name));
  if (unknown.length > 0) {
    return [{ cause: `port ${unknown.join()}`, severity: "critical", title: `The service leads nowhere: no container has a port called ${unknown.join(" or ")}.`, details: [`The pods' ports are called ${[...offered].join(", ") || "nothing"}.`], advice: "Correct targetPort of the service, or the port's name in the pods' template." }];
  }
  return [{ cause: "not ready", severity: "critical", title: `The service leads nowhere: ${pods.length === 1 ? "its pod is not ready" : `none of its ${count(pods.length, "pod")} is ready`}.`, details: [`It selects ${selector}.`], advice: "See why its pods are not ready." }];
};
