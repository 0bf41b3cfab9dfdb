import type { WorldCluster } from "../../world/cluster";
import { apiVersion } from "./kind";
import type { Entry } from "./kind";
import type { Route } from "./route";
import { selectionOf } from "./selectors";
import { badRequest, notFound, Refusal, tooOldContinue } from "./status";
import { tableOf } from "./table";
import type { Format } from "./table";

/** How long a list may be continued, and how far back a watch may begin, ms. */
export const remembered = 5 * 60_000;

/** The entries a list is about, at a moment. */
export function entriesOf({ kind, namespace, name }: Route, cluster: WorldCluster, query: URLSearchParams, at: number): Entry[] {
  const meant = selectionOf(query);
  return kind
    .entries(cluster, at)
    .filter((entry) => (namespace === undefined || entry.namespace === namespace) && (name === undefined || entry.name === name) && meant(entry));
}

/** Answers a list; a continued one goes on in the state in which it began, which the World can always compute. */
export function listOf(route: Route, cluster: WorldCluster, query: URLSearchParams, format: Format, now: number): object {
  const limit = Number(query.get("limit") ?? 0);
  if (!Number.isInteger(limit) || limit < 0) throw new Refusal(badRequest(`limit must be a non-negative integer, not "${query.get("limit") ?? ""}"`));
  const { at, offset } = continued(query.get("continue"), now);
  const all = entriesOf(route, cluster, query, at);
  const end = limit === 0 ? all.length : offset + limit;
  const page = all.slice(offset, end);
  const metadata = {
    resourceVersion: String(Math.floor(at)),
    ...(end < all.length && { continue: Buffer.from(JSON.stringify([at, end])).toString("base64url"), remainingItemCount: all.length - end }),
  };
  if (format.table) return tableOf(route.kind, page, format, metadata);
  return { kind: `${route.kind.kind}List`, apiVersion: apiVersion(route.kind), metadata, items: page.map((entry) => entry.object()) };
}

function continued(token: string | null, now: number): { at: number; offset: number } {
  if (token === null || token === "") return { at: Math.floor(now), offset: 0 };
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(token, "base64url").toString());
  } catch {
    parsed = undefined;
  }
  if (!Array.isArray(parsed) || !parsed.every(Number.isFinite)) throw new Refusal(badRequest("continue key is not valid"));
  const [at, offset] = parsed as [number, number];
  if (now - at > remembered) throw new Refusal(tooOldContinue());
  return { at, offset };
}

/** Answers a get by name. Throws a Refusal where there is no such object. */
export function objectOf(route: Route, cluster: WorldCluster, format: Format, now: number): object {
  const [entry] = entriesOf(route, cluster, new URLSearchParams(), Math.floor(now));
  if (entry === undefined) throw new Refusal(notFound({ resource: route.kind.plural, group: route.kind.group, name: route.name ?? "" }));
  return format.table ? tableOf(route.kind, [entry], format, { resourceVersion: String(Math.floor(now)) }) : entry.object();
}
