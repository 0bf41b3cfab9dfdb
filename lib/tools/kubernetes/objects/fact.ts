import { format, type FactGroup, type FactValue, type ObjectRef, type Wellness } from "@/lib/model";
import { quantityOf } from "../quantity";
import type { Field } from "./field";

export type Fact = NonNullable<FactGroup["facts"]>[number];

/** A fact, or nothing where there is nothing to tell. */
export function fact(label: string, value: FactValue | string | number | undefined): readonly Fact[] {
  if (value === undefined || value === "") return [];
  return [{ label, value: typeof value === "object" ? value : { text: String(value) } }];
}

export const told = (text: string, state?: Wellness, hint?: string): FactValue => ({ text, ...(state === undefined ? {} : { state }), ...(hint === undefined ? {} : { hint }) });
export const yes = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : flag ? "Yes" : "No");
export const at = (time: number | undefined): FactValue | undefined => (time === undefined ? undefined : { at: time });
export const chips = (words: readonly string[]): FactValue | undefined => (words.length === 0 ? undefined : { chips: words });
export const link = (ref: ObjectRef | undefined, text?: string): FactValue | undefined => ref && { ref, ...(text === undefined ? {} : { text }) };
export const pairs = (texts: Readonly<Record<string, string>>): FactValue | undefined => chips(Object.entries(texts).map(([key, value]) => `${key}=${value}`));

/** So many of a whole, as a bar; nothing where there is no whole. */
export function part(value: number, of: number | undefined, words: string): FactValue | undefined {
  return of === undefined ? undefined : { part: value, of, text: words };
}

/** A group with what of it is known, or no group. */
export function group(title: string, ...facts: readonly (readonly Fact[])[]): readonly FactGroup[] {
  const found = facts.flat();
  return found.length === 0 ? [] : [{ title, facts: found }];
}

/** A table, or nothing where it would be empty. */
export function table(title: string, columns: readonly string[], rows: readonly (readonly (FactValue | string | undefined)[])[]): readonly FactGroup[] {
  if (rows.length === 0) return [];
  return [{ title, table: { columns, rows: rows.map((row) => row.map((cell): FactValue => (cell === undefined ? { text: "–" } : typeof cell === "string" ? { text: cell } : cell))) } }];
}

/** A quantity of memory or storage as a person reads it: `1.00 GiB`. */
export function bytes(quantity: Field | string | undefined): string | undefined {
  const text = typeof quantity === "object" ? quantity.text : quantity;
  return text === undefined ? undefined : format(quantityOf(text), "bytes");
}

/** A quantity of CPU: `250m` is 0.25 cores. */
export function cores(quantity: Field | string | undefined): string | undefined {
  const text = typeof quantity === "object" ? quantity.text : quantity;
  return text === undefined ? undefined : format(quantityOf(text), "cores");
}

/** "1 pod", "3 pods". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "is" or "are": 1 of 3 pods is ready, 0 of 1 container is. */
export const are = (number: number, of: number): string => (number === 1 || of === 1 ? "is" : "are");
