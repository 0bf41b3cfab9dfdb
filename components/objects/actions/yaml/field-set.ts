import { isList, isObject, type Json, type JsonObject } from "./json";

/**
 * Which fields somebody set, as `metadata.managedFields` tells it. A child's key is `f:<name>` in a map,
 * `k:{…}` for the item with these keys and `v:…` for a value in a list; `.` is the thing itself.
 */
export interface FieldSet {
  readonly [key: string]: FieldSet;
}

/** Who set which fields by which kind of request. */
export interface ManagedEntry {
  readonly manager: string;
  readonly operation: string;
  readonly subresource: string;
  readonly fields: FieldSet;
}

/** The entries of an object's managedFields; what is not understood is left out. */
export function managedEntries(object: JsonObject): readonly ManagedEntry[] {
  const { metadata } = object;
  const found = isObject(metadata) ? metadata["managedFields"] : undefined;
  if (!isList(found)) return [];
  return found.flatMap((one) => {
    if (!isObject(one) || !isObject(one["fieldsV1"])) return [];
    const text = (name: string) => (typeof one[name] === "string" ? one[name] : "");
    return [{ manager: text("manager"), operation: text("operation"), subresource: text("subresource"), fields: one["fieldsV1"] as unknown as FieldSet }];
  });
}

/** All that any of them names. */
export function union(sets: readonly FieldSet[]): FieldSet {
  const found: Record<string, FieldSet[]> = {};
  for (const set of sets) for (const [key, child] of Object.entries(set)) (found[key] ??= []).push(child);
  return Object.fromEntries(Object.entries(found).map(([key, children]) => [key, union(children)]));
}

export const childOf = (set: FieldSet | undefined, key: string): FieldSet | undefined => (set !== undefined && Object.hasOwn(set, key) ? set[key] : undefined);

/** The fields by which a list's items are told apart, where the cluster merges such a list item by item. */
export function listKeys(set: FieldSet | undefined): readonly JsonObject[] {
  return Object.keys(set ?? {}).flatMap((key) => {
    const value = key.startsWith("k:") ? parsed(key.slice(2)) : undefined;
    return isObject(value) ? [value] : [];
  });
}

/** Whether the cluster merges this list value by value. */
export const isSet = (set: FieldSet | undefined): boolean => Object.keys(set ?? {}).some((key) => key.startsWith("v:"));

/** Whether the cluster merges this map field by field. */
export const isGranular = (set: FieldSet | undefined): boolean => Object.keys(set ?? {}).some((key) => key.startsWith("f:"));

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The child set of a list's item that has these keys. */
export function itemSet(set: FieldSet | undefined, item: Json): FieldSet | undefined {
  for (const [key, child] of Object.entries(set ?? {})) {
    const keys = key.startsWith("k:") ? parsed(key.slice(2)) : undefined;
    if (isObject(keys) && hasKeys(item, keys)) return child;
  }
  return undefined;
}

/** Whether an item has exactly these values in its key fields. */
export function hasKeys(item: Json, keys: JsonObject): boolean {
  return isObject(item) && Object.entries(keys).every(([name, value]) => item[name] === value);
}

/** The key fields of an item of a list, by the names that its neighbours use. */
export function keysOf(item: Json, known: readonly JsonObject[]): JsonObject | undefined {
  const names = Object.keys(known[0] ?? {});
  if (names.length === 0 || !isObject(item)) return undefined;
  const found = Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
  return Object.keys(found).length === 0 ? undefined : found;
}
