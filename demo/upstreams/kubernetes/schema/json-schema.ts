import { dig, isObject, listAt, objectAt, textAt } from "../json-value";
import { anything } from "./schema";
import type { Schema } from "./schema";

const ruleNames = ["enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "default", "format", "x-kubernetes-validations"];

/** A CRD's schema in the words of this server. */
export function jsonSchema(json: unknown): Schema {
  if (!isObject(json)) return anything;
  const description = textAt(json, "description");
  const rules = Object.fromEntries(ruleNames.flatMap((name) => (json[name] === undefined ? [] : [[name, json[name]]])));
  const base = {
    ...(description !== undefined && { description }),
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(json.nullable === true && { nullable: true }),
    ...(json["x-kubernetes-preserve-unknown-fields"] === true && { open: true }),
  };
  if (json["x-kubernetes-int-or-string"] === true) return { ...base, type: "int-or-string" };
  const type = textAt(json, "type") ?? (json.properties === undefined ? undefined : "object");
  if (type === "array") return { ...base, type: "list", of: lazily(() => jsonSchema(json.items)), ...traits(json) };
  if (type === "object") {
    const atomic = json["x-kubernetes-map-type"] === "atomic" && { atomic: true };
    if (json.properties === undefined && (isObject(json.additionalProperties) || json.additionalProperties === true)) return { ...base, ...atomic, type: "map", of: lazily(() => jsonSchema(json.additionalProperties)) };
    return {
      ...base,
      ...atomic,
      type: "object",
      required: listAt(json, "required").filter((name) => typeof name === "string"),
      fields: lazily(() => new Map(Object.entries(objectAt(json, "properties")).map(([name, field]) => [name, jsonSchema(field)]))),
    };
  }
  if (type === "string" || type === "integer" || type === "number" || type === "boolean") return { ...base, type };
  return { ...anything, ...base };
}

function traits(json: object): Partial<Schema> {
  const type = dig(json, "x-kubernetes-list-type");
  const keys = listAt(json, "x-kubernetes-list-map-keys").filter((key) => typeof key === "string");
  if (type === "map" && keys.length > 0) return { keys };
  return type === "set" ? { set: true } : { atomic: true };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
