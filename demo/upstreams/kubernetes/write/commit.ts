import { randomInt } from "node:crypto";
import { admit } from "../admission/admit";
import { updatedOwners, withOwners, ownersOf } from "../apply/managed-fields";
import type { Writer } from "../apply/managed-fields";
import type { Call } from "../call";
import { seedOf } from "../../../world/dice";
import { equal } from "../json-value";
import { apiVersion } from "../kind";
import type { KubeObject } from "../kind";
import { schemaOf } from "../schema/kind-schema";
import { invalid, Refusal } from "../status";
import { removed } from "./remove";
import { withDefaults } from "./custom-defaults";
import { mistakesOf } from "./mistakes";
import { isDry } from "./target";

/** What shall be stored, and how it came about. */
export interface Commit {
  readonly call: Call;
  /** What is replaced. */
  readonly before?: KubeObject;
  readonly after: KubeObject;
  /** Whether the owners of the fields are written down already, as server-side apply does. */
  readonly owned?: boolean;
  /** The part that is written; the whole object but its status when left out. */
  readonly part?: string;
}

/** By which name somebody writes who does not say: the program, as its user agent begins. */
export function writerOf({ query, request, route, user }: Call, operation: Writer["operation"], part = route.subresource): Writer {
  const agent = (request.headers["user-agent"] ?? "").split("/")[0]?.trim() ?? "";
  return { manager: query.get("fieldManager") ?? (agent === "" ? user.name : agent), operation, apiVersion: apiVersion(route.kind), ...(part !== undefined && { subresource: part }) };
}

/** Fills in defaults, checks, asks who may object, notes who owns what, and stores. Returns what is stored, or would be. Throws a Refusal. */
export function commit({ call, before, after, owned = false, part }: Commit): KubeObject {
  const { api, route, query } = call;
  const { kind } = route;
  const schema = schemaOf(kind);
  const now = api.now();
  const { apiVersion: _sentVersion, kind: _sentKind, metadata: _sent, ...rest } = after;
  const writing = { at: now, ...(before && { before }), draw: (about: string) => seedOf(api.cluster.seed, about) };
  const head: KubeObject = { apiVersion: apiVersion(kind), kind: kind.kind, ...rest, metadata: metadataOf(before, after) };
  const defaulted = kind.schema === undefined ? head : withDefaults(head, schema);
  const prepared = part === undefined ? (kind.prepare?.(defaulted, writing) ?? defaulted) : defaulted;
  // A kind's own rules are about what people ask for, not about what is reported of it.
  const wrong = mistakesOf(part === undefined || part === "scale" ? kind : { ...kind, mistakes: () => [] }, prepared, writing, schema);
  if (wrong.length > 0) throw new Refusal(invalid(kind, prepared.metadata.name, wrong));
  admit(call, before, prepared, part);
  const whole = owned ? prepared : updatedOwners(before, prepared, writerOf(call, "Update", part), schema, now);
  const quiet = before !== undefined && equal(withOwners(before, []), withOwners(whole, [])) && equal(ownersOf(before).map(({ fields }) => [...fields]), ownersOf(whole).map(({ fields }) => [...fields]));
  if (quiet) return before;
  if (isDry(query)) return before === undefined ? { ...whole, metadata: { ...whole.metadata, uid: uuidFor(call, whole) } } : whole;
  const stored = api.store.put(kind.view?.of ?? kind, kind.view?.write(whole) ?? whole);
  if (before?.metadata.deletionTimestamp !== undefined) removed(api, kind.view?.of ?? kind, stored);
  return kind.view?.read(stored) ?? stored;
}

/** What only the server says of an object stays as it is. */
function metadataOf(before: KubeObject | undefined, { metadata }: KubeObject): KubeObject["metadata"] {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, generation: _generation, deletionTimestamp: _deleted, deletionGracePeriodSeconds: _grace, selfLink: _link, ...rest } = metadata;
  if (before === undefined) return { ...rest } as KubeObject["metadata"];
  const kept = before.metadata;
  return {
    ...rest,
    name: kept.name,
    ...(kept.namespace !== undefined && { namespace: kept.namespace }),
    uid: kept.uid,
    resourceVersion: kept.resourceVersion,
    creationTimestamp: kept.creationTimestamp,
    ...(kept.generation !== undefined && { generation: kept.generation }),
    ...(kept.generateName !== undefined && { generateName: kept.generateName }),
    ...(kept.deletionTimestamp !== undefined && { deletionTimestamp: kept.deletionTimestamp, deletionGracePeriodSeconds: kept.deletionGracePeriodSeconds }),
  };
}

const uuidFor = ({ api }: Call, { metadata }: KubeObject) => {
  const digits = [seedOf(api.cluster.seed, `dry ${metadata.name}`), seedOf(7, metadata.name), seedOf(8, metadata.name), seedOf(9, metadata.name)].map((number) => (number >>> 0).toString(16).padStart(8, "0")).join("");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
};

const letters = "bcdfghjklmnpqrstvwxz2456789";

/** Five letters that no word can be read in, as Kubernetes ends generated names. */
export function generatedEnd(): string {
  return Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
}
