import type { Kind } from "../kind";
import { jsonSchema } from "./json-schema";
import { modelOf, modelSchema } from "./model";
import { anything } from "./schema";
import type { Schema } from "./schema";

const text: Schema = { type: "string" };
const known = new WeakMap<Kind, Schema>();

/** What is known about the objects of a kind, built in or custom. */
export function schemaOf(kind: Kind): Schema {
  let schema = known.get(kind);
  if (schema === undefined) known.set(kind, (schema = made(kind)));
  return schema;
}

function made(kind: Kind): Schema {
  const model = kind.schema === undefined ? modelOf(kind) : undefined;
  if (model !== undefined) return modelSchema(model) ?? anything;
  const own = jsonSchema(kind.schema ?? { type: "object", "x-kubernetes-preserve-unknown-fields": true });
  const always: readonly (readonly [string, Schema])[] = [["apiVersion", text], ["kind", text], ["metadata", modelSchema("V1ObjectMeta") ?? anything]];
  let fields: ReadonlyMap<string, Schema> | undefined;
  return { ...own, type: "object", fields: () => (fields ??= new Map([...(own.fields?.() ?? []), ...always])) };
}
