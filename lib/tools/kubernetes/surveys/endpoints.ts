import { z } from "zod";
import type { FactValue } from "@/lib/model";
import { byName, none, refTo, resources, text, type Surveyor } from "./survey";

const meta = z.object({ name: z.string(), namespace: z.string() });
const service = z.object({
  metadata: meta,
  spec: z.object({
    type: z.string().nullish(),
    ports: z.array(z.object({ name: z.string().nullish(), port: z.number(), nodePort: z.number().nullish(), protocol: z.string().nullish() })).nullish(),
    externalIPs: z.array(z.string()).nullish(),
  }),
  status: z.object({ loadBalancer: z.object({ ingress: z.array(z.object({ ip: z.string().nullish(), hostname: z.string().nullish() })).nullish() }).nullish() }).nullish(),
});
const backend = z.object({ service: z.object({ name: z.string() }).nullish() }).nullish();
const ingress = z.object({
  metadata: meta,
  spec: z.object({
    tls: z.array(z.object({ hosts: z.array(z.string()).nullish() })).nullish(),
    defaultBackend: backend,
    rules: z
      .array(z.object({ host: z.string().nullish(), http: z.object({ paths: z.array(z.object({ path: z.string().nullish(), backend })) }).nullish() }))
      .nullish(),
  }),
});
const route = z.object({
  metadata: meta,
  spec: z.object({
    hostnames: z.array(z.string()).nullish(),
    rules: z
      .array(
        z.object({
          matches: z.array(z.object({ path: z.object({ value: z.string().nullish() }).nullish() })).nullish(),
          backendRefs: z.array(z.object({ name: z.string(), kind: z.string().nullish(), namespace: z.string().nullish() })).nullish(),
        }),
      )
      .nullish(),
  }),
});

const toService = (namespace: string, name: string | undefined): FactValue => (name === undefined ? none : { ref: refTo(resources.services, { namespace, name }) });

/** Everything that can be reached from outside of the cluster. */
export const endpoints: Surveyor = async ({ reader, nodePorts }) => {
  const [services, ingresses, routes] = await Promise.all([
    reader.list(resources.services, service),
    reader.list(resources.ingresses, ingress),
    reader.list(resources.routes, route),
  ]);
  const web: (readonly FactValue[])[] = [];
  for (const { metadata, spec } of ingresses) {
    const secure = new Set((spec.tls ?? []).flatMap(({ hosts }) => hosts ?? []));
    for (const { host, http } of spec.rules ?? []) {
      for (const { path, backend: to } of http?.paths ?? []) {
        const scheme = secure.has(host ?? "") ? "https" : "http";
        web.push([text(`${scheme}://${host ?? "*"}${path ?? "/"}`), text("Ingress"), { ref: refTo(resources.ingresses, metadata) }, text(metadata.namespace), toService(metadata.namespace, to?.service?.name)]);
      }
    }
    if (spec.defaultBackend?.service) web.push([text("every other address"), text("Ingress"), { ref: refTo(resources.ingresses, metadata) }, text(metadata.namespace), toService(metadata.namespace, spec.defaultBackend.service.name)]);
  }
  for (const { metadata, spec } of routes) {
    for (const host of spec.hostnames ?? ["*"]) {
      for (const { matches, backendRefs } of spec.rules ?? []) {
        const [to] = (backendRefs ?? []).filter(({ kind }) => (kind ?? "Service") === "Service");
        web.push([text(`${host}${matches?.[0]?.path?.value ?? "/"}`), text("HTTPRoute"), { ref: refTo(resources.routes, metadata) }, text(metadata.namespace), toService(to?.namespace ?? metadata.namespace, to?.name)]);
      }
    }
  }
  const addresses = services.flatMap(({ metadata, spec, status }): (readonly FactValue[])[] => {
    if (spec.type !== "LoadBalancer" && (spec.externalIPs ?? []).length === 0) return [];
    const given = [...(status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? ""), ...(spec.externalIPs ?? [])].filter((each) => each !== "");
    const ports = (spec.ports ?? []).map(({ port, protocol }) => `${port}/${(protocol ?? "TCP").toLowerCase()}`);
    return [[given.length === 0 ? { text: "waits for an address", state: "warning" } : text(given.join(", ")), { chips: ports }, toService(metadata.namespace, metadata.name), text(metadata.namespace)]];
  });
  const taken = services.flatMap(({ metadata, spec }) => (spec.ports ?? []).flatMap(({ nodePort, port, name }) => (nodePort ? [{ nodePort, port, name, metadata }] : [])));
  taken.sort((a, b) => a.nodePort - b.nodePort);
  return {
    sections: [
      { title: "Web addresses", sentence: web.length === 0 ? "No Ingress and no HTTPRoute leads to a service." : `${web.length} ${web.length === 1 ? "path leads" : "paths lead"} from outside to a service.`, columns: ["Address", "By", "Object", "Namespace", "To the service"], rows: web.sort(byFirst) },
      { title: "Load balancers", sentence: "Services with an address of their own.", columns: ["Address", "Ports", "Service", "Namespace"], rows: addresses },
      {
        title: "Node ports",
        sentence: freePorts(nodePorts, taken.map(({ nodePort }) => nodePort), reader.unread.length > 0),
        columns: ["Node port", "Leads to port", "Service", "Namespace"],
        rows: taken.map(({ nodePort, port, name, metadata }) => [
          nodePorts !== undefined && (nodePort < nodePorts.from || nodePort > nodePorts.to) ? { text: String(nodePort), state: "warning", hint: "Outside of the range that this site allows." } : text(String(nodePort)),
          text(name ? `${port} (${name})` : String(port)),
          toService(metadata.namespace, metadata.name),
          text(metadata.namespace),
        ]),
      },
    ],
    unread: reader.unread,
  };
};

const byFirst = ([a]: readonly FactValue[], [b]: readonly FactValue[]) => byName(a !== undefined && "text" in a ? (a.text ?? "") : "", b !== undefined && "text" in b ? (b.text ?? "") : "");

/** Which ports of the allowed range nobody uses, as far as the person may see. */
export function freePorts(range: { readonly from: number; readonly to: number } | undefined, taken: readonly number[], partly: boolean): string {
  if (range === undefined) return "Ports that every node opens for a service.";
  const free = Array.from({ length: range.to - range.from + 1 }, (_, index) => range.from + index).filter((port) => !taken.includes(port));
  const shown = free.slice(0, 8).join(", ");
  const list = free.length === 0 ? "none is free" : `free are ${shown}${free.length > 8 ? ` and ${free.length - 8} more` : ""}`;
  return `This site allows ${range.from} to ${range.to}: ${list}${partly ? ", as far as you may see" : ""}.`;
}
