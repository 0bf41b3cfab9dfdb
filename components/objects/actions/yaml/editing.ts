import { exchange } from "@/components/live";
import { objectPath, proxyPath, type ObjectRef } from "@/lib/model/api-resource";
import type { ApiRequest } from "../action";
import { failureOf, send } from "../perform";
import { refusalOf, type Refusal } from "../refusal";
import { applyDocument, fieldManager, removals } from "./apply-document";
import { conflictsOf, type Conflict, type Decisions } from "./conflicts";
import { equal, isObject, type JsonObject } from "./json";
import { namesOf, written, type Manifest } from "./manifest";
import { pointerTo, valueAt, withoutPlace, type Place } from "./place";

/** The object as it was when the person began, and as the person wants it. */
export interface Edit {
  readonly ref: ObjectRef;
  readonly base: Manifest;
  readonly edited: Manifest;
  readonly decisions: Decisions;
}

/** What Kubernetes would make of an edit, or has made. */
export type Outcome =
  | { readonly status: "refused"; readonly refusal: Refusal }
  /** Somebody changed it meanwhile; `live` is how it is now. */
  | { readonly status: "stale"; readonly live: JsonObject }
  | { readonly status: "conflicts"; readonly conflicts: readonly Conflict[]; readonly live: JsonObject }
  | { readonly status: "applied"; readonly live: JsonObject; readonly result: JsonObject; readonly document: Manifest; readonly forced: boolean; readonly leftovers: readonly Place[]; readonly warnings: readonly string[] };

/** Reads the object with everything that the cluster keeps about it. */
export async function readLive(cluster: string, ref: ObjectRef, signal?: AbortSignal): Promise<JsonObject | Refusal> {
  try {
    const answer = await exchange(proxyPath(cluster, objectPath(ref)), { signal });
    const refusal = refusalOf(answer);
    if (refusal !== undefined) return refusal;
    return isObject(answer.body) ? answer.body : { kind: "trouble", sentence: "Kubernetes answered with something that is no object.", details: [], causes: [] };
  } catch (error) {
    return failureOf(error);
  }
}

export const isRefusal = (value: JsonObject | Refusal): value is Refusal => "sentence" in value && "causes" in value && !("metadata" in value);

/** Why the edited text is not this object any more; undefined where it is. */
export function otherObject(base: Manifest, edited: Manifest): string | undefined {
  const [was, is] = [namesOf(base), namesOf(edited)];
  const changed = [
    ...(base.apiVersion === edited.apiVersion ? [] : ["apiVersion"]),
    ...(base.kind === edited.kind ? [] : ["kind"]),
    ...(was.name === is.name ? [] : ["name"]),
    ...(was.namespace === is.namespace ? [] : ["namespace"]),
  ];
  return changed.length === 0 ? undefined : `The ${changed.join(" and ")} cannot be changed: that would be another object.`;
}

const versionOf = (live: JsonObject): string => {
  const version = isObject(live["metadata"]) ? live["metadata"]["resourceVersion"] : undefined;
  return typeof version === "string" ? version : "";
};

/** Applies a document. With the version it was made for, so that nothing is overwritten unseen, nor made anew after a deletion. */
export function applyRequest(ref: ObjectRef, document: Manifest, { version, force }: { readonly version: string; readonly force: boolean }): ApiRequest {
  const query = new URLSearchParams({ fieldManager, fieldValidation: "Strict", ...(force ? { force: "true" } : {}) });
  const body = version === "" ? document : { ...document, metadata: { ...document.metadata, resourceVersion: version } };
  // JSON is YAML, too.
  return { method: "PATCH", path: `${objectPath(ref)}?${query.toString()}`, type: "application/apply-patch+yaml", body: JSON.stringify(body) };
}

/** How often an apply begins anew because only the object's status changed meanwhile. */
const tries = 4;

/** Applies an edit, or with `dryRun` asks what that would do. Fields that the person keeps as they are, are not sent. */
export async function applyEdit(cluster: string, { ref, base, edited, decisions }: Edit, dryRun: boolean): Promise<Outcome> {
  const force = Object.values(decisions).includes("take");
  for (let left = tries; ; left -= 1) {
    const live = await readLive(cluster, ref);
    if (isRefusal(live)) return { status: "refused", refusal: live };
    if (!equal(written(live), base)) return { status: "stale", live };
    const document = kept(applyDocument(live, base, edited), live, decisions);
    const answer = await send(cluster, applyRequest(ref, document, { version: versionOf(live), force }), dryRun).catch(failureOf);
    const refusal = "sentence" in answer ? answer : refusalOf(answer);
    if (refusal?.kind === "changed" && left > 1) continue;
    if (refusal?.kind === "conflict") return { status: "conflicts", conflicts: conflictsOf(refusal, live, document), live };
    if (refusal !== undefined || "sentence" in answer) return { status: "refused", refusal: refusal ?? failureOf(undefined) };
    const result = isObject(answer.body) ? answer.body : {};
    const leftovers = removals(live, base, edited).filter((place) => valueAt(result, place) !== undefined);
    return { status: "applied", live, result, document, forced: force, leftovers, warnings: answer.warnings };
  }
}

/** The document without the fields that are to stay theirs. */
function kept(document: Manifest, live: JsonObject, decisions: Decisions): Manifest {
  return Object.entries(decisions).reduce((sum, [field, decision]) => {
    if (decision === "take") return sum;
    const [conflict] = conflictsOf({ kind: "conflict", sentence: "", details: [], causes: [{ reason: "FieldManagerConflict", message: "", field }] }, live, sum);
    const rest = conflict === undefined ? sum : withoutPlace(sum, conflict.place);
    return (isObject(rest) ? { ...rest, apiVersion: document.apiVersion, kind: document.kind, metadata: rest["metadata"] ?? document.metadata } : sum) as Manifest;
  }, document);
}

/** Takes away what others set and the person removed: only from exactly this version of the object. */
export function removalRequest(ref: ObjectRef, result: JsonObject, places: readonly Place[]): ApiRequest {
  // From the back, so that the numbers of a list's items still hold.
  const pointers = places.flatMap((place) => pointerTo(result, place) ?? []).sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const patch = [{ op: "test", path: "/metadata/resourceVersion", value: versionOf(result) }, ...pointers.map((path) => ({ op: "remove", path }))];
  return { method: "PATCH", path: `${objectPath(ref)}?fieldManager=${fieldManager}`, type: "application/json-patch+json", body: JSON.stringify(patch) };
}

/** Removes the leftovers of an apply; what Kubernetes refuses. */
export async function removeLeftovers(cluster: string, ref: ObjectRef, result: JsonObject, places: readonly Place[]): Promise<Refusal | undefined> {
  const live = await readLive(cluster, ref);
  if (isRefusal(live)) return live;
  if (!equal(written(live), written(result))) return { kind: "changed", sentence: "It was changed meanwhile: look at it again.", details: [], causes: [] };
  const answer = await send(cluster, removalRequest(ref, live, places)).catch(failureOf);
  return "sentence" in answer ? answer : refusalOf(answer);
}
