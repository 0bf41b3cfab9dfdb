import type { FoundObject } from "@/lib/model";
import { annotationPrefixes } from "./annotation-sources";
import type { HttpRouteObject, IngressObject, ServiceObject } from "./schema";
import { webAddress } from "./web-address";

/** One address outside, and the Service to which it leads. */
export interface Way {
  readonly href: string;
  readonly namespace: string;
  readonly service: string;
  readonly port?: number | string;
}

/** A port of a Service. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly https: boolean;
}

/** An object that may say something of a tool, as far as it matters here. */
export interface SeenObject {
  readonly ref: FoundObject;
  readonly labels: Readonly<Record<string, string>>;
  /** Only those that a launcher reads. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Of an Ingress or HTTPRoute, in its order. */
  readonly ways: readonly Way[];
  /** Of a Service. */
  readonly ports: readonly Port[];
  /** A Service without an address of its own: a twin of another for programs, never what people open. */
  readonly headless: boolean;
}

type Meta = ServiceObject["metadata"];

function seen(kind: FoundObject["kind"], { namespace, name, labels, annotations }: Meta, more: Partial<SeenObject>): SeenObject {
  const read = Object.entries(annotations).filter(([key]) => annotationPrefixes.some((prefix) => key.startsWith(`${prefix}/`)));
  return { ref: { kind, namespace, name }, labels, annotations: Object.fromEntries(read), ways: [], ports: [], headless: false, ...more };
}

export function seenService({ metadata, spec }: ServiceObject): SeenObject {
  const ports = spec.ports.map(({ name, port, appProtocol }): Port => ({
    name: name ?? "",
    port,
    https: appProtocol?.toLowerCase() === "https" || /^https/.test(name ?? "") || (!/^http/.test(name ?? "") && port === 443),
  }));
  return seen("Service", metadata, { ports, headless: spec.clusterIP === "None" });
}

export function seenIngress({ metadata, spec }: IngressObject): SeenObject {
  const isSecure = (host: string) => spec.tls.some(({ hosts }) => hosts.length === 0 || hosts.some((covered) => covers(covered, host)));
  const ways = spec.rules.flatMap(({ host, http }) =>
    (http?.paths ?? []).flatMap(({ path, pathType, backend }): Way[] => {
      const href = host ? address(isSecure(host), host, plainPart(path ?? "/", pathType !== "Exact" && pathType !== "Prefix")) : undefined;
      if (href === undefined || !backend.service) return [];
      const { name, port } = backend.service;
      const at = port?.number ?? port?.name ?? undefined;
      return [{ href, namespace: metadata.namespace, service: name, ...(at === undefined ? {} : { port: at }) }];
    }),
  );
  return seen("Ingress", metadata, { ways });
}

/** Whether people use https is the Gateway's to say: taken for given unless the route names its listener for plain http. */
export function seenRoute({ metadata, spec }: HttpRouteObject): SeenObject {
  const plain = spec.parentRefs.length > 0 && spec.parentRefs.every(({ sectionName, port }) => port === 80 || sectionName === "http");
  const ways = spec.rules.flatMap(({ matches, backendRefs }) =>
    spec.hostnames.flatMap((host) =>
      backendRefs.flatMap(({ kind, name, namespace, port }): Way[] => {
        const [path] = matches.flatMap((match) => match.path ?? []);
        const href = address(!plain, host, plainPart(path?.value ?? "/", path?.type === "RegularExpression"));
        if (href === undefined || (kind ?? "Service") !== "Service") return [];
        return [{ href, namespace: namespace ?? metadata.namespace, service: name, ...(port ? { port } : {}) }];
      }),
    ),
  );
  return seen("HTTPRoute", metadata, { ways });
}

function covers(covered: string, host: string): boolean {
  return covered === host || (covered.startsWith("*.") && host.slice(host.indexOf(".")) === covered.slice(1));
}

/** A path as far as it is plain: `/grafana(/|$)(.*)` leads people to `/grafana`. */
function plainPart(path: string, expression: boolean): string {
  const plain = expression ? (/^\/?[A-Za-z0-9_~/-]*(?:\.(?![*+?])[A-Za-z0-9_~/-]*)*/.exec(path)?.[0] ?? "/") : path;
  return plain.startsWith("/") ? plain : `/${plain}`;
}

function address(secure: boolean, host: string, path: string): string | undefined {
  // One name, not all names of a domain, and nothing that would end the host early.
  if (!/^[A-Za-z0-9.-]+$/.test(host)) return undefined;
  const found = webAddress(`${secure ? "https" : "http"}://${host}${path}`);
  return "href" in found ? found.href : undefined;
}
