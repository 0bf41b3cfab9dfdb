import type { Api, Call } from "../call";
import { isObject, listAt, numberAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KindId, KubeObject } from "../kind";
import { listOf } from "../list";
import { success } from "../status";
import type { Status } from "../status";
import { sentText } from "./body";
import { checkVersion, idOf, isDry, needed, subjectOf } from "./target";

/** How an object shall go. */
export interface Removal {
  /** Seconds that a pod gets to end; its own when left out. */
  readonly grace?: number | undefined;
  /** What becomes of the objects that it owns. */
  readonly propagation?: string | undefined;
  readonly uid?: string | undefined;
  readonly resourceVersion?: string | undefined;
}

export const orphaned = "orphan";
export const foreground = "foregroundDeletion";
const finalizersOf = (object: KubeObject) => listAt(object, "metadata", "finalizers").filter((name) => typeof name === "string");

/** Takes an object away once nothing keeps it; tells whether it is gone. */
export function removed(api: Pick<Api, "store">, kind: KindId, object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, namespace, name } = object.metadata;
  if (deletionTimestamp === undefined || finalizersOf(object).length > 0) return false;
  if (isObject(object.spec) && kind.plural === "namespaces" && kind.group === "" && listAt(object, "spec", "finalizers").length > 0) return false;
  if (kind.plural === "pods" && kind.group === "" && deletionGracePeriodSeconds !== 0) return false;
  api.store.remove(kind, namespace, name);
  return true;
}

/** Begins to remove an object: at once, or by marking it for whoever must agree first. Returns what it was last. */
export function beginRemoval(api: Pick<Api, "store" | "now">, kind: KindId, object: KubeObject, { grace, propagation }: Removal = {}): { readonly gone: boolean; readonly object: KubeObject } {
  const { store } = api;
  const pod = kind.plural === "pods" && kind.group === "";
  const ended = !pod || textAt(object, "spec", "nodeName") === undefined || ["Succeeded", "Failed"].includes(textAt(object, "status", "phase") ?? "");
  const seconds = ended ? 0 : Math.max(0, grace ?? numberAt(object, "spec", "terminationGracePeriodSeconds") ?? 30);
  const finalizers = finalizersOf(object);
  const wanted = propagation === "Foreground" ? foreground : propagation === "Orphan" ? orphaned : undefined;
  const all = wanted === undefined || finalizers.includes(wanted) ? finalizers : [...finalizers, wanted];
  const waiting = all.length > 0 || seconds > 0 || (kind.plural === "namespaces" && kind.group === "");
  const again = object.metadata.deletionTimestamp !== undefined && object.metadata.deletionGracePeriodSeconds !== undefined && seconds >= Number(object.metadata.deletionGracePeriodSeconds);
  if (!waiting) {
    const last = store.remove(kind, object.metadata.namespace, object.metadata.name);
    return { gone: true, object: last ?? object };
  }
  if (again && wanted === undefined) return { gone: false, object };
  const marked = store.put(kind, {
    ...object,
    ...(kind.plural === "namespaces" && kind.group === "" && { status: { ...(isObject(object.status) && object.status), phase: "Terminating" } }),
    metadata: {
      ...object.metadata,
      deletionTimestamp: again ? object.metadata.deletionTimestamp : timestamp(api.now() + seconds * 1_000),
      deletionGracePeriodSeconds: seconds,
      ...(all.length > 0 && { finalizers: all }),
    },
  });
  return { gone: removed(api, kind, marked), object: store.get(kind, object.metadata.namespace, object.metadata.name) ?? marked };
}

/** What a DELETE asks for: in the body, as the newest clients say it, or in the address. */
async function askedOf({ request, query }: Call): Promise<Removal & { readonly dry: boolean }> {
  const text = await sentText(request);
  let body: unknown = {};
  try {
    if (text.trim() !== "") body = JSON.parse(text);
  } catch {
    // Options that cannot be read are none: a DELETE means what it says.
  }
  const seconds = query.get("gracePeriodSeconds");
  const orphans = isObject(body) && body.orphanDependents === true ? "Orphan" : undefined;
  return {
    grace: numberAt(body, "gracePeriodSeconds") ?? (seconds === null ? undefined : Number(seconds)),
    propagation: textAt(body, "propagationPolicy") ?? query.get("propagationPolicy") ?? orphans,
    uid: textAt(body, "preconditions", "uid"),
    resourceVersion: textAt(body, "preconditions", "resourceVersion"),
    dry: isDry(query) || listAt(body, "dryRun").includes("All"),
  };
}

/** Answers a DELETE of one object. */
export async function remove(call: Call): Promise<Status | KubeObject> {
  const asked = await askedOf(call);
  const object = needed(call);
  const { kind } = call.route;
  checkVersion(call.route, object, asked);
  if (asked.dry) return success(subjectOf(call.route), object.metadata.uid);
  const stored = call.api.store.get(idOf(kind), object.metadata.namespace, object.metadata.name) ?? object;
  const { gone, object: last } = beginRemoval(call.api, idOf(kind), stored, asked);
  return gone && kind.plural !== "pods" ? success(subjectOf(call.route), object.metadata.uid) : (kind.view?.read(last) ?? last);
}

/** Answers a DELETE of a collection: everything that its selectors mean. */
export async function removeAll(call: Call): Promise<object> {
  const asked = await askedOf(call);
  const { api, route, query } = call;
  const meant = listOf(route, api.store, new URLSearchParams([...query].filter(([key]) => ["labelSelector", "fieldSelector", "limit"].includes(key))), { as: "object", included: "Object" }, api.now()) as { readonly items: readonly KubeObject[] };
  if (!asked.dry) {
    for (const { metadata } of meant.items) {
      const stored = api.store.get(idOf(route.kind), metadata.namespace, metadata.name);
      if (stored !== undefined) beginRemoval(api, idOf(route.kind), stored, asked);
    }
  }
  return meant;
}
