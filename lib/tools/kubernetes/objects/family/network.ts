import { plainSelector } from "../label-selector";
import type { Field } from "../field";
import type { KubeObject } from "../kube-object";
import type { FindKin } from "./kin";
import { known, named } from "./known";

/** Service: the slices of its endpoints, under each the pods it names, and pods it selects that are in none. */
export const endpoints: FindKin = async ({ ref, body }, reader) => {
  const { namespace } = ref;
  const selector = plainSelector(body.at("spec.selector"));
  const [slices, pods] = await Promise.all([
    reader.list(known("EndpointSlice"), { namespace, labelSelector: `kubernetes.io/service-name=${ref.name}` }),
    selector === undefined ? { objects: [], more: 0 } : reader.list(known("Pod"), { namespace, labelSelector: selector }),
  ]);
  const byName = new Map(pods.objects.map((pod) => [pod.ref.name, pod]));
  const members = slices.objects.map((slice) => ({
    ref: slice.ref,
    object: slice,
    children: slice.body.at("endpoints").list.flatMap((endpoint) => {
      const name = endpoint.at("targetRef.kind").text === "Pod" ? endpoint.at("targetRef.name").text : undefined;
      const pod = name === undefined ? undefined : byName.get(name);
      if (name !== undefined) byName.delete(name);
      return pod === undefined ? [] : [{ ref: pod.ref, object: pod, children: [] }];
    }),
  }));
  return { members: [...members, ...[...byName.values()].map((pod) => ({ ref: pod.ref, object: pod, children: [] }))], more: pods.more };
};

const unique = (names: readonly string[]) => [...new Set(names)];

/** The Services that an Ingress leads to. */
export function ingressBackends({ body }: KubeObject): readonly { readonly service: string; readonly port: Field; readonly path: string }[] {
  const one = (backend: Field, path: string) => {
    const service = backend.at("service.name").text;
    return service === undefined ? [] : [{ service, port: backend.at("service.port"), path }];
  };
  const rules = body.at("spec.rules").list.flatMap((rule) =>
    rule.at("http.paths").list.flatMap((path) => one(path.at("backend"), `${rule.at("host").text ?? "*"}${path.at("path").text ?? "/"}`)),
  );
  return [...one(body.at("spec.defaultBackend"), "any other address"), ...rules];
}

export const ingressServices: FindKin = async (object) => ({
  refs: unique(ingressBackends(object).map(({ service }) => service)).map((service) => named("Service", service, object.ref.namespace)),
});

/** The Services that a Gateway API route leads to. */
export const routeServices: FindKin = async ({ ref, body }) => {
  const backends = body.at("spec.rules").list.flatMap((rule) => rule.at("backendRefs").list);
  const services = backends.filter((backend) => (backend.at("kind").text ?? "Service") === "Service" && (backend.at("group").text ?? "") === "");
  const keys = unique(services.flatMap((backend) => (backend.at("name").text === undefined ? [] : [`${backend.at("namespace").text ?? ref.namespace ?? ""}/${backend.at("name").text ?? ""}`])));
  return { refs: keys.map((key) => named("Service", key.split("/")[1] ?? "", key.split("/")[0])) };
};

/** Gateway: the routes of its namespace and, where one may look, of all that hang on it. */
export const gatewayRoutes: FindKin = async ({ ref }, reader) => {
  const hangs = (route: KubeObject) =>
    route.body.at("spec.parentRefs").list.some((parent) => parent.at("name").text === ref.name && (parent.at("namespace").text ?? route.ref.namespace) === ref.namespace);
  const { objects } = await reader.list(known("HTTPRoute"), { namespace: ref.namespace });
  return { objects: objects.filter(hangs) };
};
