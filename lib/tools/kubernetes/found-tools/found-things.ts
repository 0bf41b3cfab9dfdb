import type { FoundObject } from "@/lib/model";
import { claimsOf, type Claim } from "./claim";
import type { SeenObject, Way } from "./seen-object";

/** A tool or link that a cluster's objects name, before the settings have their say. */
export interface FoundThing {
  readonly object: FoundObject;
  /** By what it was recognised, the strongest first. */
  readonly by: string;
  readonly tool?: string;
  readonly title?: string;
  readonly purpose?: string;
  readonly icon?: string;
  /** Empty: everybody who sees the cluster. */
  readonly groups: readonly string[];
  readonly href?: string;
  /** Whether the address is where the object itself leads, not one that an annotation names. */
  readonly own: boolean;
  /** Where the Service answers inside the cluster. */
  readonly url?: string;
  readonly hidden: boolean;
  /** The object that speaks for it. */
  readonly spokenForBy?: FoundObject;
}

export interface FoundThings {
  readonly things: readonly FoundThing[];
  readonly mistakes: readonly { readonly object: FoundObject; readonly sentence: string }[];
}

const keyOf = (namespace: string, service: string) => `${namespace}/${service}`;
const order: Readonly<Record<FoundObject["kind"], number>> = { Ingress: 0, HTTPRoute: 1, Service: 2 };

/** Ingresses first, then by name, so that each look concludes the same. */
function inOrder(objects: readonly SeenObject[]): readonly SeenObject[] {
  const word = ({ ref: { kind, namespace, name } }: SeenObject) => `${order[kind]} ${namespace}/${name}`;
  return [...objects].sort((a, b) => (word(a) < word(b) ? -1 : 1));
}

/**
 * What the objects of a cluster name. An Ingress or HTTPRoute that says something is joined to the Service
 * behind its first address, and speaks for it; a Service without one is reached by the first way that leads to it.
 */
export function foundThings(objects: readonly SeenObject[], tools: readonly string[]): FoundThings {
  const sorted = inOrder(objects);
  const services = new Map(sorted.filter(({ ref }) => ref.kind === "Service").map((service) => [keyOf(service.ref.namespace, service.ref.name), service]));
  const ways = new Map<string, Way>();
  for (const way of sorted.flatMap(waysAtHome)) {
    const key = keyOf(way.namespace, way.service);
    if (!ways.has(key)) ways.set(key, way);
  }
  const mistakes: { object: FoundObject; sentence: string }[] = [];
  const spokenFor = new Map<string, FoundObject>();
  const things: FoundThing[] = [];
  for (const object of sorted) {
    const told = claimsOf(object, tools);
    mistakes.push(...told.mistakes.map((sentence) => ({ object: object.ref, sentence })));
    if (told.claims.length === 0) continue;
    const isService = object.ref.kind === "Service";
    const [home] = waysAtHome(object);
    const key = isService ? keyOf(object.ref.namespace, object.ref.name) : home && keyOf(home.namespace, home.service);
    const service = key === undefined ? undefined : services.get(key);
    const joined = isService || service === undefined ? told.claims : strongestFirst(told.claims, claimsOf(service, tools).claims);
    if (!isService && key !== undefined && !spokenFor.has(key)) spokenFor.set(key, object.ref);
    const groups = commonGroups(joined);
    if (groups === undefined) {
      mistakes.push({ object: object.ref, sentence: "Its castor-portal/groups and those of its Service have no group in common, so it is not shown." });
      continue;
    }
    const way = isService ? key && ways.get(key) : object.ways[0];
    const spokenForBy = isService && key !== undefined ? spokenFor.get(key) : undefined;
    things.push({ ...thing(object.ref, joined, service, way || undefined), groups, ...(spokenForBy === undefined ? {} : { spokenForBy }) });
  }
  return { things, mistakes };
}

/** A route may name a Service of another namespace, but never speaks for it: its author has no say there. */
function waysAtHome({ ref, ways }: SeenObject): readonly Way[] {
  return ways.filter(({ namespace }) => namespace === ref.namespace);
}

/** By source; of one source what the Ingress or route says itself counts before what its Service says. */
function strongestFirst(own: readonly Claim[], behind: readonly Claim[]): readonly Claim[] {
  return [...own, ...behind].sort((a, b) => a.rank - b.rank);
}

function thing(object: FoundObject, claims: readonly Claim[], service: SeenObject | undefined, way: Way | undefined): Omit<FoundThing, "groups"> {
  const first = <K extends "tool" | "title" | "purpose" | "icon" | "href">(field: K) => claims.find((claim) => claim[field] !== undefined)?.[field];
  const [strongest] = claims;
  const told = first("href");
  const href = told ?? way?.href;
  const url = service && internalUrl(service, way);
  const fields = { tool: first("tool"), title: first("title"), purpose: first("purpose"), icon: first("icon"), href, url };
  return {
    object,
    by: [...new Set(claims.map(({ by }) => by))].join(" and "),
    own: told === undefined,
    hidden: claims.some((claim) => claim.rank === strongest?.rank && claim.hidden),
    ...(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<FoundThing>),
  };
}

/** Each claim can only narrow what the others say; undefined where nobody is left. */
function commonGroups(claims: readonly Claim[]): readonly string[] | undefined {
  const [first, ...rest] = claims.flatMap(({ groups }) => (groups === undefined ? [] : [groups]));
  if (first === undefined) return [];
  const common = first.filter((group) => rest.every((groups) => groups.includes(group)));
  return common.length === 0 ? undefined : common;
}

/** Where programs in the cluster reach a Service: the port to which people are led, else the one that is called as web pages are. */
function internalUrl({ ref, ports }: SeenObject, way: Way | undefined): string | undefined {
  const led = ports.find(({ name, port }) => way?.port !== undefined && (way.port === port || way.port === name));
  const found = led ?? ports.find(({ name }) => /^(?:http|web|service)/.test(name)) ?? ports[0];
  return found && `${found.https ? "https" : "http"}://${ref.name}.${ref.namespace}.svc:${found.port}`;
}
