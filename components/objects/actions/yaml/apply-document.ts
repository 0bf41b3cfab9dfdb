import { childOf, hasKeys, isGranular, isSet, itemSet, keysOf, listKeys, managedEntries, union, type FieldSet } from "./field-set";
import { equal, isList, isObject, type Json, type JsonObject } from "./json";
import { namesOf, without, type Manifest } from "./manifest";
import type { Place } from "./place";

/** In whose name Castor's changes stand in an object's managedFields. */
export const fieldManager = "castor";

/** Everything that anybody set: it tells which lists and maps the cluster merges, and how. */
export const shapeOf = (live: JsonObject): FieldSet => union(managedEntries(live).map(({ fields }) => fields));

const mineOf = (live: JsonObject): FieldSet =>
  union(managedEntries(live).flatMap(({ manager, operation, subresource, fields }) => (manager === fieldManager && operation === "Apply" && subresource === "" ? [fields] : [])));

/**
 * What to apply so that `edited` comes true: only what differs from `base`, and what Castor applied before.
 * The latter because applying says “all that I want”: what Castor once set and no longer names is removed.
 * Lists and maps that the cluster does not merge are sent whole. `live` is the object with its managedFields.
 */
export function applyDocument(live: JsonObject, base: Manifest, edited: Manifest): Manifest {
  const { name, namespace } = namesOf(edited);
  const { metadata, ...rest } = (pick(base, edited, shapeOf(live), mineOf(live)) ?? {}) as JsonObject;
  const { apiVersion, kind } = edited;
  const names = { name, ...(namespace === "" ? {} : { namespace }) };
  return { apiVersion, kind, metadata: { ...names, ...(isObject(metadata) ? metadata : {}), ...names }, ...without(rest, "apiVersion", "kind") };
}

function pick(base: Json | undefined, edited: Json, shape: FieldSet | undefined, mine: FieldSet | undefined): Json | undefined {
  const changed = !equal(base, edited);
  if (!changed && mine === undefined) return undefined;
  if (isObject(base) && isObject(edited) && isGranular(shape)) return pickMap(base, edited, shape, mine);
  if (isList(base) && isList(edited) && listKeys(shape).length > 0) return pickItems(base, edited, shape, mine);
  if (isList(base) && isList(edited) && isSet(shape)) {
    const picked = edited.filter((value) => !base.some((one) => equal(one, value)) || childOf(mine, `v:${JSON.stringify(value)}`) !== undefined);
    return picked.length === 0 ? undefined : picked;
  }
  return edited;
}

function pickMap(base: JsonObject, edited: JsonObject, shape: FieldSet | undefined, mine: FieldSet | undefined): JsonObject | undefined {
  const picked = Object.entries(edited).flatMap(([name, value]) => {
    const found = pick(base[name], value, childOf(shape, `f:${name}`), childOf(mine, `f:${name}`));
    return found === undefined ? [] : [[name, found] as const];
  });
  return picked.length === 0 && childOf(mine, ".") === undefined ? undefined : Object.fromEntries(picked);
}

function pickItems(base: readonly Json[], edited: readonly Json[], shape: FieldSet | undefined, mine: FieldSet | undefined): readonly Json[] | undefined {
  const known = listKeys(shape);
  const picked = edited.flatMap((item) => {
    const keys = keysOf(item, known);
    const before = keys === undefined ? undefined : base.find((one) => hasKeys(one, keys));
    const found = pick(before, item, itemSet(shape, item), itemSet(mine, item));
    return found === undefined ? [] : [isObject(found) ? { ...keys, ...found } : found];
  });
  return picked.length === 0 ? undefined : picked;
}

/**
 * Where `edited` has no longer what `base` had. Some of it goes by applying: what Castor alone had set, and
 * what stands in a list or map that is sent whole. What is left then shows in the answer.
 */
export function removals(live: JsonObject, base: Manifest, edited: Manifest): readonly Place[] {
  return removed(base, edited, shapeOf(live));
}

function removed(base: Json, edited: Json, shape: FieldSet | undefined): readonly Place[] {
  if (isObject(base) && isObject(edited)) {
    return Object.entries(base).flatMap(([field, value]) => {
      const next = edited[field];
      if (next === undefined) return [[{ field }]];
      return removed(value, next, childOf(shape, `f:${field}`)).map((place) => [{ field }, ...place]);
    });
  }
  if (!isList(base) || !isList(edited)) return [];
  if (isSet(shape)) return base.filter((value) => !edited.some((one) => equal(one, value))).map((value) => [{ value }]);
  const known = listKeys(shape);
  return base.flatMap((item) => {
    const keys = keysOf(item, known);
    if (keys === undefined) return [];
    const next = edited.find((one) => hasKeys(one, keys));
    return next === undefined ? [[{ keys }]] : removed(item, next, itemSet(shape, item)).map((place) => [{ keys }, ...place]);
  });
}
