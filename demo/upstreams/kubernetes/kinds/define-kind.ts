import { textAt } from "../json-value";
import { age, column } from "../kind";
import type { Cell, Column, Kind, KubeObject } from "../kind";

/** A column of a kind with how its cells are read from an object. */
export interface Shown {
  readonly column: Column;
  readonly cell: (object: KubeObject, at: number) => Cell;
}

type Rest = Omit<Kind, "columns" | "cells">;

/** A kind from what it is called and what is shown of it. Whatever kubectl shows of nothing else, it shows the name. */
export function defineKind({ shown: list = [ageColumn], ...rest }: Rest & { readonly shown?: readonly Shown[] }): Kind {
  return {
    ...rest,
    columns: [column("Name"), ...list.map((each) => each.column)],
    cells: (object, at) => [object.metadata.name, ...list.map(({ cell }) => cell(object, at))],
  };
}

/** A column of text. */
export function shown(name: string, cell: Shown["cell"]): Shown {
  return { column: column(name), cell };
}

/** A column of text that only `-o wide` shows. */
export function wide(name: string, cell: Shown["cell"]): Shown {
  return { column: column(name, 1), cell };
}

/** A column of whole numbers. */
export function count(name: string, cell: Shown["cell"]): Shown {
  return { column: column(name, 0, "integer"), cell };
}

/** How long ago a moment was, as kubectl says it. */
export function agoOf(moment: string | undefined, at: number): string {
  const then = Date.parse(moment ?? "");
  return Number.isNaN(then) ? "<unknown>" : age(at - then);
}

/** How old the object is: what nearly every kind shows. */
export const ageColumn: Shown = shown("Age", ({ metadata }, at) => agoOf(metadata.creationTimestamp, at));

/** When the object was made, as a date: what a few kinds show instead. */
export const createdColumn: Shown = shown("Created At", ({ metadata }) => metadata.creationTimestamp);

/** The text at a path, or what kubectl prints where there is none. */
export function text(...path: readonly (string | number)[]): (object: KubeObject) => string {
  return (object) => textAt(object, ...path) ?? "";
}

/** The text at a path, or `<none>`. */
export function textOrNone(...path: readonly (string | number)[]): (object: KubeObject) => string {
  return (object) => orNone(textAt(object, ...path));
}

export function orNone(value: string | undefined): string {
  return value === undefined || value === "" ? "<none>" : value;
}
