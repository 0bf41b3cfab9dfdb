import { CastorError, collectionPath, objectPath, type ResourceId } from "@/lib/model";

/** What a path of the Kubernetes API is about: a kind's collection, one object, or one of its subresources. */
export interface ApiTarget extends ResourceId {
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A path in its one spelling. Without a target it is one of the API's own: discovery, version, schemas. */
export interface ApiPath {
  readonly path: string;
  readonly target?: ApiTarget;
}

const longest = 2_048;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const groupName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
/** Kubernetes' old verbs in paths, which would turn what follows into something else. */
const verbWords = new Set(["watch", "proxy", "redirect"]);
/** Subresources of a namespace, which stand where a kind would. */
const ofNamespace = new Set(["status", "finalize"]);

const nameLetters = /^(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2}){1,1024}$/;
/** `/ \ . NUL %`, and whatever else could end a segment or hide one. */
const refusedEscapes = /%(?:2f|5c|2e|25|3f|23|[01][0-9a-f]|7f)/i;
const refusedInNames = /[\u0000-\u001f\u007f-\u009f/\\%?#;\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

function refuse(why: string): never {
  throw new CastorError("invalid", "That is not an address of the Kubernetes API.", { detail: why });
}

const matching = (pattern: RegExp, text: string | undefined, what: string): string => (text !== undefined && pattern.test(text) ? text : refuse(`${what} in a form that Kubernetes does not use`));

/** An object's name, which alone may be escaped; what was escaped must not be part of the path's own grammar. */
function readName(raw: string | undefined): string {
  if (raw === undefined || !nameLetters.test(raw) || refusedEscapes.test(raw)) refuse("a name with a refused character or escape");
  let name: string;
  try {
    name = decodeURIComponent(raw);
  } catch {
    return refuse("an escape that is no text");
  }
  if (name === "." || name === ".." || name.length > 253 || name !== name.trim() || refusedInNames.test(name)) refuse("a name that no object can have");
  return name;
}

/** What follows `/api/v1` or `/apis/<group>/<version>`. */
function readTarget(kind: Pick<ResourceId, "group" | "version">, parts: readonly string[]): ApiTarget {
  const [first, second, third, ...rest] = parts;
  const nested = first === "namespaces" && third !== undefined && !(rest.length === 0 && ofNamespace.has(third));
  const [resource, name, subresource, ...more] = nested ? [third, ...rest] : [first, second, third, ...rest];
  if (more.length > 0) refuse("more segments than an address has");
  const found = matching(label, resource, "a kind");
  if (verbWords.has(found)) refuse("a verb in place of a kind");
  // Kubernetes takes a namespace's own name for its namespace, too.
  const namespace = nested || (kind.group === "" && found === "namespaces" && name !== undefined) ? matching(label, second, "a namespace") : undefined;
  return {
    ...kind,
    resource: found,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name: readName(name) }),
    ...(subresource === undefined ? {} : { subresource: matching(label, subresource, "a subresource") }),
  };
}

/** The path of the object itself, for one of its subresources too. */
export const pathOfObject = ({ subresource: _, ...target }: ApiTarget): string => spell(target);

function spell(target: ApiTarget): string {
  const { name, subresource, namespace, ...kind } = target;
  if (kind.group === "" && kind.resource === "namespaces") return name === undefined ? collectionPath(kind) : objectPath({ ...kind, name }, subresource);
  return name === undefined ? collectionPath(kind, namespace) : objectPath({ ...kind, name, ...(namespace === undefined ? {} : { namespace }) }, subresource);
}

/**
 * Reads the raw path of a request for the Kubernetes API. Throws `invalid` for whatever is not in
 * the grammar; what is sent on is spelled anew from what was understood, so that nobody behind
 * Castor can read another path than Castor did.
 */
export function readApiPath(raw: string): ApiPath {
  if (raw.length > longest || !raw.startsWith("/")) refuse("no path, or too long a path");
  const [root = "", ...parts] = raw.slice(1).split("/");
  if (root === "version" && parts.length === 0) return { path: raw };
  if (root === "openapi") return openApi(raw, parts);
  if (root !== "api" && root !== "apis") refuse("a path outside the API");
  if (parts.length === 0) return { path: raw };
  const group = root === "api" ? "" : matching(groupName, parts.shift(), "a group");
  if (parts.length === 0) return { path: `/apis/${group}` };
  const version = matching(label, parts.shift(), "a version");
  if (parts.length === 0) return { path: `${group === "" ? "/api" : `/apis/${group}`}/${version}` };
  const target = readTarget({ group, version }, parts);
  return { path: spell(target), target };
}

function openApi(raw: string, parts: readonly string[]): ApiPath {
  const known = /^(?:v2|v3|v3\/api|v3\/apis|v3\/version|v3\/(?:api|apis\/[a-z0-9.-]{1,253})(?:\/[a-z0-9-]{1,63})?)$/;
  const rest = parts.join("/");
  if (!known.test(rest) || parts.some((part) => part === "." || part === "..")) refuse("an unknown schema");
  return { path: raw };
}
