import { isObject, listAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import type { Schema } from "../schema/schema";
import { isBelow } from "./field-path";
import { difference, fromFieldsV1, toFieldsV1 } from "./field-set";
import type { FieldSet } from "./field-set";

/** Somebody who owns fields of an object. */
export interface Owner {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource?: string;
  /** When the fields last changed, RFC 3339. */
  readonly time?: string;
  readonly fields: FieldSet;
}

/** Who writes: by which name, in which version, and to which part. */
export type Writer = Omit<Owner, "fields" | "time">;

export const isSame = (a: Writer, b: Writer) => a.manager === b.manager && a.operation === b.operation && a.apiVersion === b.apiVersion && a.subresource === b.subresource;

export function ownersOf(object: KubeObject | undefined): readonly Owner[] {
  return listAt(object, "metadata", "managedFields").filter(isObject).map((entry) => {
    const [subresource, time] = [textAt(entry, "subresource"), textAt(entry, "time")];
    return {
      manager: textAt(entry, "manager") ?? "unknown",
      operation: entry.operation === "Apply" ? "Apply" : "Update",
      apiVersion: textAt(entry, "apiVersion") ?? "",
      ...(subresource !== undefined && subresource !== "" && { subresource }),
      ...(time !== undefined && { time }),
      fields: fromFieldsV1(entry.fieldsV1),
    };
  });
}

/** The object with its owners written down, those who own nothing left out. */
export function withOwners(object: KubeObject, owners: readonly Owner[]): KubeObject {
  const managedFields = owners
    .filter(({ fields }) => fields.size > 0)
    .map(({ manager, operation, apiVersion, time, fields, subresource }) => ({ manager, operation, apiVersion, ...(time !== undefined && { time }), fieldsType: "FieldsV1", fieldsV1: toFieldsV1(fields), ...(subresource !== undefined && { subresource }) }));
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, ...(managedFields.length > 0 && { managedFields }) } };
}

export const minus = (fields: FieldSet, others: FieldSet): FieldSet => (others.size === 0 ? fields : new Set([...fields].filter((path) => !others.has(path))));

/** A set without some fields and everything below them. */
export function minusTrees(fields: FieldSet, roots: FieldSet): FieldSet {
  if (roots.size === 0) return fields;
  return new Set([...fields].filter((path) => !roots.has(path) && ![...roots].some((root) => isBelow(path, root))));
}

/**
 * Notes an ordinary write: what it changed belongs to the writer alone from now on, what it removed to nobody.
 * An empty list of managedFields in what was sent throws all ownership away, as Kubernetes has it.
 */
export function updatedOwners(before: KubeObject | undefined, after: KubeObject, writer: Writer, schema: Schema, now: number): KubeObject {
  const reset = Array.isArray(after.metadata.managedFields) && after.metadata.managedFields.length === 0;
  const { set, removed } = difference(before, after, schema);
  const old = reset ? [] : ownersOf(before);
  const own = old.find((owner) => isSame(owner, writer));
  if (set.size === 0 && removed.size === 0) return withOwners(after, old);
  const others = old.filter((owner) => owner !== own).map((owner) => ({ ...owner, fields: minus(minus(owner.fields, set), removed) }));
  const fields = new Set([...minus(own?.fields ?? new Set(), removed), ...set]);
  return withOwners(after, [...others, { ...writer, time: timestamp(now), fields }]);
}
