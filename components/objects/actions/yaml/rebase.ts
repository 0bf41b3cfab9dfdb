import { equal, isList, isObject, type Json, type JsonObject } from "./json";

/** Both changed the same thing, each in another way. */
const clash = Symbol("clash");
type Merged = Json | undefined | typeof clash;

/**
 * The person's changes of an object put onto another version of it: what only one of them changed, counts.
 * Undefined where both changed the same field, or the same list of things without names, to different values.
 */
export function rebased<T extends JsonObject>(base: T, edited: T, next: T): T | undefined {
  const found = merge(base, edited, next);
  return found === clash ? undefined : (found as T);
}

function merge(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined): Merged {
  if (equal(mine, base) || equal(mine, theirs)) return theirs;
  if (equal(theirs, base)) return mine;
  if (isObject(mine) && isObject(theirs)) return mergeFields(isObject(base) ? base : {}, mine, theirs);
  return isList(mine) && isList(theirs) && isList(base) ? mergeItems(base, mine, theirs) : clash;
}

function mergeFields(base: JsonObject, mine: JsonObject, theirs: JsonObject): Merged {
  const found: [string, Json][] = [];
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const one = merge(base[name], mine[name], theirs[name]);
    if (one === clash) return clash;
    if (one !== undefined) found.push([name, one]);
  }
  return Object.fromEntries(found);
}

/** Lists of things with names, such as containers, are merged by their names. */
function mergeItems(...lists: readonly [readonly Json[], readonly Json[], readonly Json[]]): Merged {
  const [base, mine, theirs] = lists.map(byName);
  if (base === undefined || mine === undefined || theirs === undefined) return clash;
  const found = mergeFields(base, mine, theirs);
  return isObject(found) ? Object.values(found) : found;
}

function byName(list: readonly Json[]): JsonObject | undefined {
  const found = new Map<string, Json>();
  for (const item of list) {
    const name = isObject(item) ? item["name"] : undefined;
    if (typeof name !== "string" || found.has(name)) return undefined;
    found.set(name, item);
  }
  return Object.fromEntries(found);
}
