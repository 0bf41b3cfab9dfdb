import { applied } from "../apply/apply";
import type { Call } from "../call";
import { isObject } from "../json-value";
import type { KubeObject } from "../kind";
import { jsonPatch } from "../patch/json-patch";
import { mergePatch } from "../patch/merge-patch";
import { strategicPatch } from "../patch/strategic-patch";
import { schemaOf } from "../schema/kind-schema";
import { alreadyExists, badRequest, forbidden, invalid, notFound, Refusal, unsupportedMediaType } from "../status";
import { sentObject, sentType, sentValue } from "./body";
import { commit, generatedEnd, writerOf } from "./commit";
import { checkVersion, found, idOf, needed, readSent, subjectOf } from "./target";

/** What was stored, and the status code that says how. */
export interface Written {
  readonly code: 200 | 201;
  readonly object: KubeObject;
}

/** Answers a POST to a collection. */
export async function create(call: Call): Promise<Written> {
  const sent = readSent(call, await sentObject(call.request));
  return { code: 201, object: createFrom(call, sent) };
}

function createFrom(call: Call, sent: KubeObject, owned = false): KubeObject {
  const { api, route } = call;
  const { kind, namespace } = route;
  const { name, generateName, resourceVersion } = sent.metadata as Partial<KubeObject["metadata"]> & { readonly generateName?: string };
  if (resourceVersion !== undefined && resourceVersion !== "") throw new Refusal(badRequest("resourceVersion should not be set on objects to be created"));
  if (!name && !generateName) throw new Refusal(invalid(kind, "", [{ reason: "FieldValueRequired", message: "Required value: name or generateName is required", field: "metadata.name" }]));
  const chosen = name === undefined || name === "" ? `${(generateName ?? "").slice(0, 58)}${generatedEnd()}` : name;
  if (kind.namespaced) checkNamespace(call, namespace ?? "", chosen);
  if (api.store.get(idOf(kind), namespace, chosen) !== undefined) throw new Refusal(alreadyExists(subjectOf({ kind, name: chosen })));
  const { status: _, ...rest } = sent;
  const after = { ...(kind.subresources?.includes("status") ? rest : sent), metadata: { ...sent.metadata, name: chosen } } as KubeObject;
  return commit({ call, after, owned });
}

function checkNamespace({ api, route }: Call, namespace: string, name: string): void {
  const found = api.store.get({ group: "", version: "v1", plural: "namespaces" }, undefined, namespace);
  if (found === undefined) throw new Refusal(notFound({ resource: "namespaces", group: "", name: namespace }));
  if (found.metadata.deletionTimestamp !== undefined) throw new Refusal(forbidden(subjectOf({ kind: route.kind, name }), `unable to create new content in namespace ${namespace} because it is being terminated`));
}

/** Answers a PUT of an object or of its status. */
export async function update(call: Call, part?: string): Promise<Written> {
  const sent = readSent(call, await sentObject(call.request));
  const before = found(call);
  if (before === undefined) {
    if (call.route.kind.plural === "leases") return { code: 201, object: createFrom(call, sent) };
    throw new Refusal(notFound(subjectOf(call.route)));
  }
  if (call.route.kind.schema !== undefined && !sent.metadata.resourceVersion) {
    throw new Refusal(invalid(call.route.kind, before.metadata.name, [{ reason: "FieldValueInvalid", message: "Invalid value: 0x0: must be specified for an update", field: "metadata.resourceVersion" }]));
  }
  checkVersion(call.route, before, sent.metadata);
  return { code: 200, object: commit({ call, before, after: parted(call, before, sent, part), ...(part !== undefined && { part }) }) };
}

/** A write of the status changes nothing else, and a write of the rest leaves the status alone. */
export function parted({ route }: Call, before: KubeObject, after: KubeObject, part?: string): KubeObject {
  if (part === "status") return { ...before, metadata: { ...before.metadata, ...(after.metadata.managedFields !== undefined && { managedFields: after.metadata.managedFields }) }, ...(after.status !== undefined && { status: after.status }) };
  const { status: _, ...rest } = after;
  if (!route.kind.subresources?.includes("status")) return after;
  return { ...rest, ...(before.status !== undefined && { status: before.status }) };
}

const patchTypes = ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"];

/** Answers a PATCH in any of the four languages. */
export async function patch(call: Call, part?: string): Promise<Written> {
  const type = sentType(call.request);
  const accepted = call.route.kind.schema === undefined ? patchTypes : patchTypes.filter((each) => !each.includes("strategic"));
  if (!accepted.includes(type)) throw new Refusal(unsupportedMediaType(accepted));
  const sent = await sentValue(call.request, type.endsWith("yaml"));
  if (type === "application/apply-patch+yaml") return apply(call, sent, part);
  const before = needed(call);
  return { code: 200, object: commit({ call, before, after: parted(call, before, patched(call, before, type, sent), part), ...(part !== undefined && { part }) }) };
}

/** The object as a patch would have it. Throws a Refusal where the patch does not fit. */
export function patched(call: Call, before: KubeObject, type: string, sent: unknown): KubeObject {
  const { kind, name } = call.route;
  const after = type.includes("json-patch") ? jsonPatch(before, sent) : !isObject(sent) ? badPatch() : type.includes("strategic") ? strategicPatch(before, sent, schemaOf(kind)) : mergePatch(before, sent);
  const read = readSent(call, after, { before });
  if (isObject(sent) && isObject(sent.metadata)) checkVersion(call.route, before, { uid: text(sent.metadata.uid), resourceVersion: text(sent.metadata.resourceVersion) });
  return { ...read, metadata: { ...read.metadata, name: name ?? read.metadata.name } };
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

function badPatch(): never {
  throw new Refusal(badRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}"));
}

function apply(call: Call, sent: unknown, part?: string): Written {
  const { query, route } = call;
  const manager = query.get("fieldManager");
  if (manager === null || manager === "") throw new Refusal(invalid({ kind: "PatchOptions", group: "meta.k8s.io" }, "", [{ reason: "FieldValueRequired", message: "Required value: is required for apply patch", field: "fieldManager" }]));
  const config = readSent(call, sent, { validation: query.get("fieldValidation") ?? "Strict" });
  if (config.metadata.managedFields !== undefined) throw new Refusal(badRequest("metadata.managedFields must be nil"));
  const live = found(call);
  if (live !== undefined) checkVersion(route, live, config.metadata);
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, ...metadata } = config.metadata;
  const merged = applied({ live, config: { ...config, metadata } as KubeObject, schema: schemaOf(route.kind), writer: writerOf(call, "Apply", part), force: query.get("force") === "true", now: call.api.now() });
  if (live === undefined) {
    if (part !== undefined) throw new Refusal(notFound(subjectOf(route)));
    return { code: 201, object: createFrom(call, merged, true) };
  }
  return { code: 200, object: commit({ call, before: live, after: parted(call, live, merged, part), owned: true, ...(part !== undefined && { part }) }) };
}
