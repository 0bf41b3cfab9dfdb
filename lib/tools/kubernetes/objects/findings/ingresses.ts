import type { ObjectRef } from "@/lib/model";
import type { Cause, Rule } from "../evidence";
import { named } from "../family/known";
import { ingressBackends } from "../family/network";
import type { Field } from "../field";
import type { KubeObject } from "../kube-object";
import type { Member } from "../member";

interface Backend {
  readonly ref: ObjectRef;
  /** A port's number or name. */
  readonly port: string | undefined;
  readonly path: string;
}

function ofRoute({ ref, body }: KubeObject): readonly Backend[] {
  const backends = body.at("spec.rules").list.flatMap((rule) => rule.at("backendRefs").list);
  return backends.flatMap((backend: Field) => {
    const name = backend.at("name").text;
    return name === undefined || (backend.at("kind").text ?? "Service") !== "Service" ? [] : [{ ref: named("Service", name, backend.at("namespace").text ?? ref.namespace), port: backend.at("port").text, path: "The route" }];
  });
}

const found = (children: readonly Member[], ref: ObjectRef) => children.find((child) => child.ref.kind === "Service" && child.ref.name === ref.name && child.ref.namespace === ref.namespace);

/** Ingresses and routes that lead to a Service or a port that does not exist. */
export const ingresses: Rule = ({ object, children }) => {
  const { ref } = object;
  const backends = ref.kind === "Ingress" ? ingressBackends(object).map(({ service, port, path }) => ({ ref: named("Service", service, ref.namespace), port: port.at("name").text ?? port.at("number").text, path })) : ref.kind === "HTTPRoute" || ref.kind === "GRPCRoute" ? ofRoute(object) : [];
  return backends.flatMap((backend): readonly Cause[] => {
    const child = found(children, backend.ref);
    // A Service that is not drawn was cut; one that is drawn without an object is not there or may not be read.
    if (child === undefined) return [];
    if (child.object === undefined) {
      return child.gone === true
        ? [{ cause: `no service ${backend.ref.name}`, severity: "critical", title: `The service ${backend.ref.name} does not exist.`, details: [`${backend.path} should lead to it.`], advice: `Create it, or correct the name: kubectl get services -n ${backend.ref.namespace ?? ""}` }]
        : [];
    }
    const ports = child.object.body.at("spec.ports").list;
    if (backend.port === undefined || ports.some((port) => port.at("port").text === backend.port || port.at("name").text === backend.port)) return [];
    const has = ports.map((port) => [port.at("port").text, port.at("name").text].filter((word) => word !== undefined).join(" "));
    return [{ cause: `no port ${backend.ref.name} ${backend.port}`, severity: "critical", title: `The service ${backend.ref.name} has no port ${backend.port}.`, details: [`${backend.path} should lead there; its ports are ${has.join(", ") || "none"}.`], advice: "Correct the port; it is the service's own, not the container's.", about: backend.ref }];
  });
};
