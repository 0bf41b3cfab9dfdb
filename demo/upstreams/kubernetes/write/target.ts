import type { Call } from "../call";
import { isObject, textAt } from "../json-value";
import { apiVersion } from "../kind";
import type { Kind, KindId, KubeObject } from "../kind";
import { schemaOf } from "../schema/kind-schema";
import { badRequest, modified, notFound, Refusal, conflict } from "../status";
import type { Subject } from "../status";
import { decode, reportUnknown } from "./decode";

export const subjectOf = ({ kind: { plural, group }, name }: { readonly kind: Kind; readonly name?: string | undefined }): Subject => ({ resource: plural, group, ...(name !== undefined && { name }) });

/** The object that a request names, in the version it asks for. */
export function found({ api, route }: Call): KubeObject | undefined {
  const { kind, namespace, name } = route;
  const stored = api.store.get(idOf(kind), namespace, name ?? "");
  return stored && (kind.view?.read(stored) ?? stored);
}

/** Whether a write is only tried. */
export const isDry = (query: URLSearchParams) => query.get("dryRun") === "All";

export const idOf = (kind: Kind): KindId => kind.view?.of ?? kind;

/** The same, where there must be one. Throws a 404. */
export function needed(call: Call): KubeObject {
  const object = found(call);
  if (object === undefined) throw new Refusal(notFound(subjectOf(call.route)));
  return object;
}

/**
 * Reads an object that was sent for a route: checks what it says of itself against the address. What was stored
 * `before` is not held against whoever patches it. Throws a Refusal.
 */
export function readSent({ route, query, warnings }: Call, sent: unknown, { validation = query.get("fieldValidation"), before }: { readonly validation?: string | null; readonly before?: KubeObject } = {}): KubeObject {
  const { kind, namespace, name } = route;
  if (!isObject(sent)) throw new Refusal(badRequest("the object provided is unrecognized (must be of type object)"));
  const version = apiVersion(kind);
  const [sentVersion, sentKind] = [textAt(sent, "apiVersion") ?? version, textAt(sent, "kind") ?? kind.kind];
  if (sentVersion !== version || sentKind !== kind.kind) {
    if (sentKind === kind.kind) throw new Refusal(badRequest(`the API version in the data (${sentVersion}) does not match the expected API version (${version})`));
    throw new Refusal(badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: no kind "${sentKind}" is registered for version "${sentVersion}"`));
  }
  const { value, unknown } = decode(kind, sent, schemaOf(kind));
  const old = unknown.length === 0 || before === undefined ? [] : decode(kind, before, schemaOf(kind)).unknown;
  reportUnknown(kind, unknown.filter((path) => !old.includes(path)), validation, warnings);
  const object = value as KubeObject;
  const metadata = isObject(object.metadata) ? object.metadata : ({} as KubeObject["metadata"]);
  if (metadata.namespace !== undefined && metadata.namespace !== "" && metadata.namespace !== namespace && kind.namespaced) {
    throw new Refusal(badRequest(`the namespace of the provided object does not match the namespace sent on the request`));
  }
  if (name !== undefined && typeof metadata.name === "string" && metadata.name !== "" && metadata.name !== name) throw new Refusal(badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`));
  const { namespace: _, ...rest } = metadata;
  return { ...object, apiVersion: version, kind: kind.kind, metadata: { ...rest, ...(kind.namespaced && namespace !== undefined && { namespace }), ...(name !== undefined && { name }) } };
}

/** Refuses what was made from an older state, or meant another object of the same name. */
export function checkVersion(route: Call["route"], before: KubeObject, { uid, resourceVersion }: { readonly uid?: string | undefined; readonly resourceVersion?: string | undefined }): void {
  const subject = subjectOf({ kind: route.kind, name: before.metadata.name });
  if (uid !== undefined && uid !== "" && uid !== before.metadata.uid) throw new Refusal(conflict(subject, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`));
  if (resourceVersion !== undefined && resourceVersion !== "" && resourceVersion !== before.metadata.resourceVersion) throw new Refusal(modified(subject));
}
