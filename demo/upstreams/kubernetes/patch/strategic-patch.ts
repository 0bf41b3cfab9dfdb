import { equal, isObject } from "../json-value";
import { below } from "../schema/schema";
import type { Schema } from "../schema/schema";
import { badRequest, Refusal } from "../status";

const directives = new Set(["$patch", "$retainKeys"]);
const orderOf = "$setElementOrder/";
const deleteFrom = "$deleteFromPrimitiveList/";

/** Kubernetes' own merge patch: lists of named things are merged item by item, with directives for what cannot be said otherwise. */
export function strategicPatch(target: unknown, patch: unknown, schema: Schema): unknown {
  if (!isObject(patch)) return patch;
  if (patch.$patch === "replace") return without(patch);
  if (patch.$patch === "delete") return {};
  if (patch.$patch !== undefined && patch.$patch !== "merge") throw new Refusal(badRequest(`unknown patch type found in map: ${JSON.stringify(patch.$patch)}`));
  let merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  if (Array.isArray(patch.$retainKeys)) {
    const retained = new Set(patch.$retainKeys);
    merged = Object.fromEntries(Object.entries(merged).filter(([key]) => retained.has(key)));
  }
  for (const [key, value] of Object.entries(patch)) {
    if (directives.has(key) || key.startsWith(orderOf)) continue;
    if (key.startsWith(deleteFrom)) {
      const field = key.slice(deleteFrom.length);
      if (Array.isArray(merged[field]) && Array.isArray(value)) merged[field] = (merged[field] as unknown[]).filter((item) => !value.includes(item));
      continue;
    }
    if (value === null) {
      delete merged[key];
      continue;
    }
    const inner = below(schema, key);
    if (isObject(value) && value.$patch === "delete") delete merged[key];
    else if (isObject(value)) merged[key] = strategicPatch(merged[key], value, inner);
    else if (Array.isArray(value)) merged[key] = patchedList(merged[key], value, inner, patch[`${orderOf}${key}`]);
    else merged[key] = value;
  }
  // An order alone moves what is there.
  for (const [key, order] of Object.entries(patch)) {
    const field = key.slice(orderOf.length);
    if (key.startsWith(orderOf) && !(field in patch) && Array.isArray(merged[field])) merged[field] = ordered(merged[field] as unknown[], order, below(schema, field));
  }
  return merged;
}

const without = (patch: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(patch).filter(([key]) => !directives.has(key)));

function patchedList(target: unknown, patch: readonly unknown[], schema: Schema, order: unknown): unknown[] {
  const old: readonly unknown[] = Array.isArray(target) ? target : [];
  const items = patch.filter((item) => !(isObject(item) && item.$patch === "replace" && Object.keys(item).length === 1));
  if (items.length < patch.length) return items.map((item) => (isObject(item) ? without(item) : item));
  if (schema.set) return ordered([...new Set([...old, ...items])], order, schema);
  const { mergeKey } = schema;
  if (mergeKey === undefined) return items.map((item) => (isObject(item) ? without(item) : item));
  const merged = [...old];
  for (const item of items) {
    if (!isObject(item)) throw new Refusal(badRequest("expected an object in a list that is merged"));
    const key = item[mergeKey];
    if (key === undefined) throw new Refusal(badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${mergeKey}`));
    const index = merged.findIndex((each) => isObject(each) && equal(each[mergeKey], key));
    if (item.$patch === "delete") {
      if (index >= 0) merged.splice(index, 1);
    } else if (index >= 0) merged[index] = strategicPatch(merged[index], item, schema.of?.() ?? schema);
    else merged.push(strategicPatch({}, item, schema.of?.() ?? schema));
  }
  return ordered(merged, order, schema);
}

/** Puts the named items into the order that the patch wants; others stay behind those they stood behind. */
function ordered(items: readonly unknown[], order: unknown, { mergeKey }: Schema): unknown[] {
  if (!Array.isArray(order)) return [...items];
  const keyOf = (item: unknown) => JSON.stringify(mergeKey !== undefined && isObject(item) ? item[mergeKey] : item);
  const wanted = order.map(keyOf);
  const placed: { readonly item: unknown; readonly place: number }[] = [];
  let place = -1;
  for (const item of items) {
    const own = wanted.indexOf(keyOf(item));
    if (own >= 0) place = own;
    placed.push({ item, place: own >= 0 ? own : place + 0.5 });
  }
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
