import type { ObjectStore } from "./object-store";
import type { Kind, KindId, KubeObject } from "./kind";
import type { Route } from "./route";
import { selectionOf } from "./selectors";
import { orderOf } from "./shelf";
import { badRequest, invalid, Refusal, tooLargeVersion, tooOldContinue } from "./status";
import { formattedList } from "./table";
import type { Format } from "./table";

/** How long a list may be continued, ms. */
const continued = 5 * 60_000;

/** Where the objects of a kind are, and how they read in its own version. */
export function objectsOf(store: ObjectStore, kind: Kind, namespace?: string): readonly KubeObject[] {
  return asViewed(kind, store.list(kind.view?.of ?? kind, namespace));
}

const asViewed = (kind: Kind, objects: readonly KubeObject[]) => (kind.view === undefined ? objects : objects.map((object) => kind.view?.read(object) ?? object));

/** The objects of a kind as they were at a revision; undefined where that is forgotten. */
function objectsAt(store: ObjectStore, kind: KindId, namespace: string | undefined, revision: number): readonly KubeObject[] | undefined {
  const now = store.list(kind, namespace);
  if (revision >= store.revision) return now;
  const since = store.changesSince(kind, revision)?.filter(({ object }) => namespace === undefined || object.metadata.namespace === namespace);
  if (since === undefined || since.length === 0) return since && now;
  const then = new Map(now.map((object) => [orderOf(object.metadata.namespace, object.metadata.name), object]));
  for (const { object, previous } of [...since].reverse()) {
    const key = orderOf(object.metadata.namespace, object.metadata.name);
    if (previous === undefined) then.delete(key);
    else then.set(key, previous);
  }
  return [...then].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

interface Asked {
  readonly limit: number;
  /** The state that is listed; left out for the newest. */
  readonly revision?: number;
  /** The key after which a continued list goes on. */
  readonly after?: string;
  /** When the list began, ms. */
  readonly begun: number;
}

function askedOf(query: URLSearchParams, kind: Kind, current: number, now: number): Asked {
  const limit = Number(query.get("limit") ?? 0);
  if (!Number.isInteger(limit) || limit < 0) throw new Refusal(badRequest(`limit must be a non-negative integer, not "${query.get("limit") ?? ""}"`));
  const token = query.get("continue") ?? "";
  const version = query.get("resourceVersion") ?? "";
  const match = query.get("resourceVersionMatch");
  const wrong = (field: string, message: string) => new Refusal(invalid({ kind: "ListOptions", group: "meta.k8s.io" }, "", [{ reason: "FieldValueForbidden", message, field }]));
  if (match !== null && version === "") throw wrong("resourceVersionMatch", "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided");
  if (token !== "") {
    if (version !== "" && version !== "0") throw new Refusal(badRequest("specifying resource version is not allowed when using continue"));
    let parsed: unknown;
    try {
      parsed = JSON.parse(Buffer.from(token, "base64url").toString());
    } catch {
      parsed = undefined;
    }
    const [revision, begun, after] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
    if (typeof revision !== "number" || typeof begun !== "number" || typeof after !== "string") throw new Refusal(badRequest("continue key is not valid"));
    if (now - begun > continued) throw new Refusal(tooOldContinue());
    return { limit, revision, after, begun };
  }
  if (!/^\d*$/.test(version)) throw new Refusal(badRequest(`Invalid value: "${version}": strconv.ParseUint: parsing "${version}": invalid syntax`));
  if (Number(version) > current) throw new Refusal(tooLargeVersion(Number(version), current));
  if (match === "Exact" && version === "0") throw wrong("resourceVersionMatch", 'Forbidden: resourceVersionMatch "Exact" is forbidden for resourceVersion "0"');
  return { limit, begun: now, ...(match === "Exact" && { revision: Number(version) }) };
}

/** Answers a list; a continued one goes on after its last key in the state in which it began. */
export function listOf(route: Route, store: ObjectStore, query: URLSearchParams, format: Format, now: number): object {
  const { kind, namespace } = route;
  const { limit, revision = store.revision, after, begun } = askedOf(query, kind, store.revision, now);
  const meant = selectionOf(kind, query);
  const state = objectsAt(store, kind.view?.of ?? kind, namespace, revision);
  if (state === undefined) throw new Refusal(tooOldContinue());
  const viewed = meant === undefined && kind.view === undefined ? state : asViewed(kind, state).filter((object) => meant?.(object) ?? true);
  const first = after === undefined ? 0 : firstAfter(viewed, after);
  const page = limit === 0 ? viewed.slice(first) : viewed.slice(first, first + limit);
  const last = page.at(-1);
  const left = viewed.length - first - page.length;
  const metadata = {
    resourceVersion: String(revision),
    ...(left > 0 && last !== undefined && {
      continue: Buffer.from(JSON.stringify([revision, begun, orderOf(last.metadata.namespace, last.metadata.name)])).toString("base64url"),
      // With a selector the real server does not know how many are left, and says nothing.
      ...(meant === undefined && { remainingItemCount: left }),
    }),
  };
  return formattedList(kind, page, format, metadata, now);
}

function firstAfter(objects: readonly KubeObject[], key: string): number {
  const index = objects.findIndex(({ metadata }) => orderOf(metadata.namespace, metadata.name) > key);
  return index < 0 ? objects.length : index;
}
