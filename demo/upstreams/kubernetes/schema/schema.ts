/** What is known about one value of an object: enough to merge, check and explain it. */
export interface Schema {
  readonly type: "object" | "map" | "list" | "string" | "integer" | "number" | "boolean" | "any" | "int-or-string" | "quantity" | "time" | "bytes";
  /** The model's name, such as `V1PodSpec`. */
  readonly model?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  /** Of an object. */
  readonly fields?: () => ReadonlyMap<string, Schema>;
  /** What a list or a map holds. */
  readonly of?: () => Schema;
  /** Replaced as a whole, and owned as a whole. */
  readonly atomic?: boolean;
  /** A list whose items are told apart by these fields. */
  readonly keys?: readonly string[];
  /** By which field a strategic merge patch tells items apart; for the set of finalizers, none. */
  readonly mergeKey?: string;
  /** A list of which each value is there once. */
  readonly set?: boolean;
  /** Fields that the schema does not name are kept all the same. */
  readonly open?: boolean;
  readonly nullable?: boolean;
  /** What a custom resource's schema asks besides, as JSON Schema writes it. */
  readonly rules?: Readonly<Record<string, unknown>>;
}

export const anything: Schema = { type: "any", open: true };

/** The schema of a field, of a map's value or of a list's item; whatever is not known may be anything. */
export function below(schema: Schema, key: string): Schema {
  if (schema.type === "object") return schema.fields?.().get(key) ?? anything;
  return schema.of?.() ?? anything;
}
