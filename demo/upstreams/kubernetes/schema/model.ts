import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { KindId } from "../kind";
import { listTraits, quantities, wholeMaps, wholes } from "./merge-keys";
import type { Schema } from "./schema";
import { anything } from "./schema";

/** Where the official client keeps what is generated from Kubernetes' own OpenAPI document: names, types, what is required, and the descriptions. */
const folder = join(dirname(createRequire(import.meta.url).resolve("@kubernetes/client-node")), "gen", "models");

const known = new Map<string, Schema | undefined>();

/** A model by name, such as `V1PodSpec`; read when it is first asked for. */
export function modelSchema(model: string): Schema | undefined {
  if (!known.has(model)) known.set(model, readModel(model));
  return known.get(model);
}

/** The model of a built-in kind; undefined for what Kubernetes does not have. */
export function modelOf({ group, version, kind }: Pick<KindId, "group" | "version"> & { readonly kind: string }): string | undefined {
  const prefix = version.replace(/^v/, "V").replace(/(alpha|beta)/, (word) => word);
  const family = group === "" ? "Core" : (group.split(".")[0] ?? "").replace(/^./, (letter) => letter.toUpperCase());
  return [`${family}${prefix}${kind}`, `${prefix}${kind}`].find((name) => /^\w+$/.test(name) && existsSync(join(folder, `${name}.d.ts`)));
}

function readModel(model: string): Schema | undefined {
  const file = join(folder, `${model}.d.ts`);
  if (!/^\w+$/.test(model) || !existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  const start = text.indexOf("export declare class ");
  const body = text.slice(start);
  const described = /\/\*\*\s*\*\s([^\n]*)\s*\*\/\s*$/.exec(text.slice(0, start))?.[1];
  const declared = [...body.matchAll(/(?:\/\*\*\s*\* ([\s\S]*?)\n\s*\*\/\s*)?'([^']+)'(\?)?: (\{[^}]*\}|[^;]+);/g)].map(([, description, raw = "", optional, type = ""]) => ({
    name: plain(raw),
    required: optional === undefined,
    type,
    description: description === undefined ? "" : unescaped(description),
  }));
  let fields: ReadonlyMap<string, Schema> | undefined;
  return {
    type: "object",
    model,
    ...(described !== undefined && { description: unescaped(described) }),
    required: declared.filter(({ required }) => required).map(({ name }) => name),
    fields: () => (fields ??= new Map(declared.map(({ name, type, description }) => [name, { ...fieldSchema(model, name, type.trim()), ...(description !== "" && { description }) }]))),
    ...(wholes.has(model) && { atomic: true }),
  };
}

/** The client puts an underscore before names that its language keeps for itself, and one for a dollar. */
const plain = (name: string) => name.replace(/^_(?=default$|continue$|enum$|not$|from$|exec$)/, "").replace(/^x_kubernetes_/, "x-kubernetes-").replaceAll(/(?<=^x-kubernetes-.*)_/g, "-");
const unescaped = (text: string) => text.replaceAll(/\\(['"`])/g, "$1").trim();

function fieldSchema(model: string, field: string, type: string): Schema {
  const quantity = quantities.has(`${model}.${field}`);
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) return { type: "list", of: () => fieldSchema(model, "", list), ...listTraits(model, field, list) };
  const values = /^\{\s*\[key: string\]: ([\s\S]+?);?\s*\}$/.exec(type)?.[1];
  if (values !== undefined) return { type: "map", of: () => (quantity ? { type: "quantity" } : values.trim() === "string" && model === "V1Secret" && field === "data" ? { type: "bytes" } : fieldSchema(model, "", values.trim())), ...(wholeMaps.has(`${model}.${field}`) && { atomic: true }) };
  switch (type) {
    case "string": return { type: quantity ? "quantity" : "string" };
    case "number": return { type: "integer" };
    case "boolean": return { type: "boolean" };
    case "Date": case "V1MicroTime": return { type: "time" };
    case "IntOrString": return { type: "int-or-string" };
    case "any": case "object": case "V1JSONSchemaProps": return anything;
    default: {
      const inner = modelSchema(type);
      return inner === undefined ? anything : inner;
    }
  }
}
