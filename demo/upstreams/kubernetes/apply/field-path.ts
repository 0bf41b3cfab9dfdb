import { isObject } from "../json-value";
import { below } from "../schema/schema";
import type { Schema } from "../schema/schema";

/** One step of a field's path as FieldsV1 writes it: `f:spec`, `k:{"name":"a"}` or `v:"x"`. */
export type Step = string;

/** A field's path as one text, so that sets of fields are sets of texts. */
export type FieldPath = string;

const separator = "\n";
export const pathOf = (steps: readonly Step[]): FieldPath => steps.join(separator);
export const stepsOf = (path: FieldPath): readonly Step[] => path.split(separator);
export const parentOf = (path: FieldPath): FieldPath => path.slice(0, Math.max(0, path.lastIndexOf(separator)));
export const isBelow = (path: FieldPath, ancestor: FieldPath) => path.startsWith(ancestor + separator);

/** How an item of a merged list is named; what a protocol is when it is not said is known. */
export function itemStep(item: unknown, schema: Schema): Step {
  if (schema.set || schema.keys === undefined || !isObject(item)) return `v:${JSON.stringify(item)}`;
  const named = schema.keys.flatMap((key) => {
    const value = item[key] ?? (key === "protocol" ? "TCP" : undefined);
    return value === undefined ? [] : [[key, value] as const];
  });
  return `k:${JSON.stringify(Object.fromEntries(named))}`;
}

export const isMerged = (schema: Schema) => schema.type === "list" && !schema.atomic && (schema.set === true || schema.keys !== undefined);

/** Whether a value has parts that can belong to different people. */
export function hasParts(value: unknown, schema: Schema): boolean {
  if (schema.atomic) return false;
  if (Array.isArray(value)) return isMerged(schema);
  return isObject(value) && (schema.type === "object" || schema.type === "map" || schema.type === "any");
}

export interface Part {
  readonly step: Step;
  readonly value: unknown;
  readonly schema: Schema;
}

/** The parts of a value, each with its step. */
export function partsOf(value: unknown, schema: Schema): readonly Part[] {
  if (Array.isArray(value)) return value.map((item: unknown) => ({ step: itemStep(item, schema), value: item, schema: below(schema, "") }));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [{ step: `f:${key}`, value: part, schema: below(schema, key) }]));
}

/** A path in the words of a conflict: `.spec.containers[name="a"].image`. */
export function spoken(path: FieldPath): string {
  return stepsOf(path)
    .map((step) => {
      if (step.startsWith("f:")) return `.${step.slice(2)}`;
      if (step.startsWith("v:")) return `[=${step.slice(2)}]`;
      const keys = Object.entries(JSON.parse(step.slice(2)) as Record<string, unknown>);
      return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
    })
    .join("");
}
