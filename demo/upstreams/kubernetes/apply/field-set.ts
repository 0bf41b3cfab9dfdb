import { equal, isObject } from "../json-value";
import type { Schema } from "../schema/schema";
import { hasParts, partsOf, pathOf } from "./field-path";
import type { FieldPath, Step } from "./field-path";

/** Fields of an object by their paths. */
export type FieldSet = ReadonlySet<FieldPath>;

/** What nobody owns: names, and what the API server itself writes. */
const ofNobody: ReadonlySet<FieldPath> = new Set([
  ["apiVersion"], ["kind"], ["metadata"], ...["name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds"].map((field) => ["metadata", field]),
].map((fields) => pathOf(fields.map((field) => `f:${field}`))));

/** The fields that a configuration speaks about: every last part, and every item of a merged list. */
export function fieldsOf(value: unknown, schema: Schema): FieldSet {
  const found = new Set<FieldPath>();
  walk(value, schema, [], (path, leaf, item) => {
    if (leaf || item) found.add(path);
  });
  return found;
}

function walk(value: unknown, schema: Schema, at: readonly Step[], visit: (path: FieldPath, leaf: boolean, item: boolean) => void): void {
  const parts = hasParts(value, schema) ? partsOf(value, schema) : [];
  const path = pathOf(at);
  if (at.length > 0 && !ofNobody.has(path)) visit(path, parts.length === 0, at.at(-1)?.startsWith("f:") === false);
  if (at.length > 0 && ofNobody.has(path) && path !== "f:metadata") return;
  for (const part of parts) walk(part.value, part.schema, [...at, part.step], visit);
}

/** How two states of an object differ, field by field. */
export interface Difference {
  /** Added or changed. */
  readonly set: FieldSet;
  readonly removed: FieldSet;
}

export function difference(before: unknown, after: unknown, schema: Schema): Difference {
  const [set, removed] = [new Set<FieldPath>(), new Set<FieldPath>()];
  const every = (value: unknown, inner: Schema, at: readonly Step[], into: Set<FieldPath>) =>
    walk(value, inner, at, (path) => {
      into.add(path);
    });
  const compare = (old: unknown, now: unknown, inner: Schema, at: readonly Step[]): void => {
    if (equal(old, now)) return;
    const path = pathOf(at);
    if (ofNobody.has(path) && path !== "f:metadata") return;
    if (!hasParts(old, inner) || !hasParts(now, inner)) {
      if (old !== undefined && hasParts(old, inner)) every(old, inner, at, removed);
      return every(now, inner, at, set);
    }
    const olds = new Map(partsOf(old, inner).map((part) => [part.step, part]));
    for (const part of partsOf(now, inner)) {
      const was = olds.get(part.step);
      olds.delete(part.step);
      if (was === undefined) every(part.value, part.schema, [...at, part.step], set);
      else compare(was.value, part.value, part.schema, [...at, part.step]);
    }
    for (const [step, was] of olds) every(was.value, was.schema, [...at, step], removed);
  };
  compare(before ?? {}, after ?? {}, schema, []);
  return { set, removed };
}

/** The set as FieldsV1: a tree whose ends are empty, and `.` where something with parts is itself owned. */
export function toFieldsV1(fields: FieldSet): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = {};
  for (const path of [...fields].sort()) {
    let node = root;
    for (const step of path.split("\n")) node = (node[step] ??= {}) as Record<string, unknown>;
    node["."] = {};
  }
  // An end needs no dot.
  const trim = (node: Record<string, unknown>): Record<string, unknown> => {
    const keys = Object.keys(node);
    if (keys.length === 1 && keys[0] === ".") return {};
    return Object.fromEntries(keys.sort().map((key) => [key, key === "." ? {} : trim(node[key] as Record<string, unknown>)]));
  };
  return trim(root);
}

export function fromFieldsV1(tree: unknown): FieldSet {
  const found = new Set<FieldPath>();
  const visit = (node: unknown, at: readonly Step[]) => {
    if (!isObject(node)) return;
    const keys = Object.keys(node);
    if (at.length > 0 && (keys.length === 0 || keys.includes("."))) found.add(pathOf(at));
    for (const key of keys) if (key !== ".") visit(node[key], [...at, key]);
  };
  visit(tree, []);
  return found;
}
