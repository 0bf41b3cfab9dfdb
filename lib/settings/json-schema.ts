import { z } from "zod";
import { settingsSchema } from "./schema";
import { anyToolOptions } from "./tool-ids";

/** A JSON Schema, as far as Castor reads it itself. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The JSON Schema of `castor.yaml`, by which editors complete and check it. */
export function settingsJsonSchema(toolOptions: Readonly<Record<string, z.ZodType>> = anyToolOptions): JsonSchema {
  const schema = z.toJSONSchema(settingsSchema({ env: {}, folder: "." }, toolOptions), { io: "input", unrepresentable: "any" });
  return { ...schema, title: "Castor's settings (castor.yaml)" } as JsonSchema;
}

/** The same as the text of the committed file. */
export function jsonSchemaText(toolOptions?: Readonly<Record<string, z.ZodType>>): string {
  return `${JSON.stringify(settingsJsonSchema(toolOptions), undefined, 2)}\n`;
}
