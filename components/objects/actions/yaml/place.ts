import { hasKeys } from "./field-set";
import { equal, isList, isObject, type Json, type JsonObject } from "./json";

/** One step into an object: a map's field, or a list's item by its keys, its value or its number. */
export type Step = { readonly field: string } | { readonly keys: JsonObject } | { readonly value: Json } | { readonly index: number };
export type Place = readonly Step[];

function indexOf(list: readonly Json[], step: Step): number {
  if ("keys" in step) return list.findIndex((item) => hasKeys(item, step.keys));
  if ("value" in step) return list.findIndex((item) => equal(item, step.value));
  return "index" in step && step.index < list.length ? step.index : -1;
}

/** What is there; undefined where nothing is. */
export function valueAt(object: Json | undefined, [step, ...rest]: Place): Json | undefined {
  if (step === undefined || object === undefined) return object;
  if ("field" in step) return isObject(object) && Object.hasOwn(object, step.field) ? valueAt(object[step.field], rest) : undefined;
  return isList(object) ? valueAt(object[indexOf(object, step)], rest) : undefined;
}

/** The same without what is there. A map that is empty then goes, too: an empty one would be set to be empty. */
export function withoutPlace(object: Json, [step, ...rest]: Place): Json | undefined {
  if (step === undefined) return undefined;
  if ("field" in step) {
    if (!isObject(object) || !Object.hasOwn(object, step.field)) return object;
    const inner = withoutPlace(object[step.field] ?? null, rest);
    const { [step.field]: _, ...others } = object;
    if (inner !== undefined) return { ...object, [step.field]: inner };
    return Object.keys(others).length === 0 ? undefined : others;
  }
  if (!isList(object)) return object;
  const at = indexOf(object, step);
  if (at < 0) return object;
  const inner = withoutPlace(object[at] ?? null, rest);
  const bare = inner === undefined || ("keys" in step && equal(inner, step.keys));
  const left = bare ? object.filter((_, index) => index !== at) : object.map((item, index) => (index === at ? inner : item));
  return left.length === 0 ? undefined : left;
}

const escaped = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");

/** RFC 6901; undefined where there is nothing. */
export function pointerTo(object: Json, place: Place): string | undefined {
  let at: Json | undefined = object;
  let pointer = "";
  for (const step of place) {
    if ("field" in step) {
      if (!isObject(at) || !Object.hasOwn(at, step.field)) return undefined;
      at = at[step.field];
      pointer += `/${escaped(step.field)}`;
    } else {
      const index: number = isList(at) ? indexOf(at, step) : -1;
      if (index < 0) return undefined;
      at = (at as readonly Json[])[index];
      pointer += `/${index}`;
    }
  }
  return pointer;
}

const scalar = (value: Json | undefined) => (typeof value === "string" ? value : JSON.stringify(value));

/** A place for a person: "spec › template › containers “app” › image". */
export function placeWords(place: Place): string {
  return place.reduce((words, step) => {
    if ("field" in step) return words === "" ? step.field : `${words} › ${step.field}`;
    if ("keys" in step) return `${words} “${Object.values(step.keys).map(scalar).join(", ")}”`;
    return "value" in step ? `${words} “${scalar(step.value)}”` : `${words} ${step.index + 1}`;
  }, "");
}

/**
 * Reads a place as Kubernetes writes it in conflicts: `.spec.containers[name="app"].image`. Names of fields
 * may have dots in them, which only the objects that have such fields can tell; what none of them has is cut at the dots.
 */
export function readPlace(text: string, ...objects: readonly (Json | undefined)[]): Place {
  if (text === "") return [];
  if (text.startsWith("[")) {
    const { step, length } = readItem(text);
    return [step, ...readPlace(text.slice(length), ...objects.map((object) => valueAt(object, [step])))];
  }
  const rest = text.startsWith(".") ? text.slice(1) : text;
  const names = objects.flatMap((object) => (isObject(object) ? Object.keys(object) : []));
  const fits = names.filter((name) => rest.startsWith(name) && /^(?:$|[.[])/.test(rest.slice(name.length)));
  const name = fits.sort((a, b) => b.length - a.length)[0] ?? /^[^.[]*/.exec(rest)?.[0] ?? "";
  if (name === "") return [{ field: rest }];
  return [{ field: name }, ...readPlace(rest.slice(name.length), ...objects.map((object) => valueAt(object, [{ field: name }])))];
}

/** `[name="app",protocol="TCP"]`, `[="value"]` or `[3]`; values are JSON. */
function readItem(text: string): { readonly step: Step; readonly length: number } {
  const number = /^\[(\d+)\]/.exec(text);
  if (number !== null) return { step: { index: Number(number[1]) }, length: number[0].length };
  const part = /(?:^\[|,)([^=,\]]*)=("(?:[^"\\]|\\.)*"|[^,\]]+)/y;
  const keys: Record<string, Json> = {};
  let length = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    length = part.lastIndex;
    try {
      keys[found[1] ?? ""] = JSON.parse(found[2] ?? "null") as Json;
    } catch {
      keys[found[1] ?? ""] = found[2] ?? "";
    }
  }
  const value = keys[""];
  const end = text[length] === "]" ? length + 1 : text.length;
  return { step: value === undefined ? { keys } : { value }, length: end };
}
