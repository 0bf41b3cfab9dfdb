import { isObject } from "../json-value";
import type { KubeObject } from "../kind";
import { below } from "../schema/schema";
import type { Schema } from "../schema/schema";

/** Fills in what a CRD's schema gives as default wherever the field's parent is there. */
export function withDefaults(object: KubeObject, schema: Schema): KubeObject {
  return filled(object, schema) as KubeObject;
}

function filled(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, below(schema, "")));
  if (!isObject(value)) return value;
  const all: Record<string, unknown> = { ...value };
  if (schema.type === "object") {
    for (const [name, field] of schema.fields?.() ?? []) if (all[name] === undefined && field.rules?.default !== undefined) all[name] = structuredClone(field.rules.default);
  }
  for (const [name, part] of Object.entries(all)) if (typeof part === "object" && part !== null && name !== "metadata") all[name] = filled(part, below(schema, name));
  return all;
}
