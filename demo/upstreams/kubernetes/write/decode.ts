import { isObject } from "../json-value";
import type { Kind } from "../kind";
import { anything, below } from "../schema/schema";
import type { Schema } from "../schema/schema";
import { badRequest, invalid, Refusal } from "../status";
import type { Cause } from "../status";

/** What was read, and what of it the kind does not know. */
export interface Decoded {
  readonly value: unknown;
  /** Paths such as `spec.replicass`. */
  readonly unknown: readonly string[];
}

const quantity = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const goTypes: Readonly<Record<string, string>> = { string: "string", bytes: "[]uint8", boolean: "bool", integer: "int32", number: "float64", object: "struct", map: "map[string]string", list: "[]" };

/**
 * Takes what somebody sent apart by the kind's schema: unknown fields and nulls are left out, numbers that are
 * quantities become texts. Throws a 400 (built-in kinds) or a 422 (custom ones) where a type is wrong.
 */
export function decode(kind: Kind, sent: unknown, schema: Schema): Decoded {
  const unknown: string[] = [];
  const wrong: Cause[] = [];
  const custom = kind.schema !== undefined;
  const refuse = (path: string, value: unknown, expected: string, holder = kind.kind) => {
    const found = Array.isArray(value) ? "array" : typeof value === "number" && Number.isInteger(value) ? "integer" : value === null ? "null" : typeof value;
    if (!custom) {
      const sentence = expected === "quantity" ? "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'" : `json: cannot unmarshal ${found === "boolean" ? "bool" : found === "integer" ? "number" : found} into Go struct field ${holder}.${path} of type ${goTypes[expected] ?? expected}`;
      throw new Refusal(badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${sentence}`));
    }
    wrong.push({ reason: "FieldValueTypeInvalid", message: `Invalid value: ${JSON.stringify(found)}: ${path} in body must be of type ${{ list: "array", map: "object" }[expected] ?? expected}: ${JSON.stringify(found)}`, field: path });
  };
  const visit = (value: unknown, inner: Schema, path: string, holder = kind.kind): unknown => {
    const wrongly = (expected: string) => refuse(path, value, expected, holder);
    const own = inner.model?.replace(/^[A-Za-z]*?V\d+((alpha|beta)\d+)?/, "") ?? holder;
    const at = (key: string) => (path === "" ? key : `${path}.${key}`);
    switch (inner.type) {
      case "any":
        return value;
      case "list":
        if (!Array.isArray(value)) return wrongly("list");
        return value.map((item: unknown, index) => visit(item, below(inner, ""), `${path}[${index}]`, own));
      case "map":
      case "object": {
        if (!isObject(value)) return wrongly(inner.type);
        const read: Record<string, unknown> = {};
        for (const [key, part] of Object.entries(value)) {
          const known = inner.type === "map" || inner.fields?.().has(key) === true;
          if (!known && inner.open !== true) {
            unknown.push(at(key));
            continue;
          }
          const field = known ? below(inner, key) : anything;
          if (part === null || part === undefined) {
            if (field.nullable || field.type === "any") read[key] = part;
            continue;
          }
          read[key] = visit(part, field, at(key), own);
        }
        return read;
      }
      case "string":
      case "time":
      case "bytes":
        return typeof value === "string" ? value : wrongly("string");
      case "boolean":
        return typeof value === "boolean" ? value : wrongly("boolean");
      case "integer":
      case "number":
        return typeof value === "number" && (inner.type === "number" || Number.isInteger(value)) ? value : wrongly(inner.type);
      case "int-or-string":
        return typeof value === "string" || typeof value === "number" ? value : wrongly("string");
      case "quantity":
        return (typeof value === "string" || typeof value === "number") && quantity.test(String(value)) ? String(value) : wrongly("quantity");
    }
  };
  const value = visit(sent, schema, "");
  if (wrong.length > 0) throw new Refusal(invalid(kind, isObject(sent) && isObject(sent.metadata) && typeof sent.metadata.name === "string" ? sent.metadata.name : "", wrong));
  return { value, unknown };
}

/** What the server does about fields that it does not know: says so, refuses, or stays silent. */
export function reportUnknown(kind: Kind, unknown: readonly string[], validation: string | null, warnings: string[]): void {
  const sentences = unknown.map((path) => `unknown field "${path}"`);
  if (sentences.length === 0 || validation === "Ignore") return;
  if (validation === "Strict") {
    const prefix = kind.schema === undefined ? `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ` : "";
    throw new Refusal(badRequest(`${prefix}strict decoding error: ${sentences.join(", ")}`));
  }
  warnings.push(...sentences);
}
