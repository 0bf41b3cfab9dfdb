import type { Labels } from "../series";
import { labelsKey, nameLabel } from "./labels";
import { executionError } from "./query-error";

/** The instants an expression is evaluated at: `start + step · i` for i below `count`; ms. */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** The instants of [start, end]; none when the end lies before the start. */
export function gridOf(start: number, end: number, step: number): Grid {
  return { start, step, count: end < start ? 0 : Math.floor((end - start) / step) + 1 };
}

/** One series of a result, by columns: at step i it has the value `values[i]` if `has[i]` is 1. */
export interface Row {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly has: Uint8Array;
}

export function emptyRow(labels: Labels, count: number): Row {
  return { labels, values: new Float64Array(count), has: new Uint8Array(count) };
}

/** A row with other labels; the figures are the same arrays, which nobody changes once they are in a result. */
export function relabelled(row: Row, labels: Labels): Row {
  return { labels, values: row.values, has: row.has };
}

/** A row with every figure replaced. */
export function mapRow(row: Row, labels: Labels, map: (value: number, step: number) => number): Row {
  const out = emptyRow(labels, row.values.length);
  for (let i = 0; i < row.values.length; i += 1) {
    if (row.has[i] === 0) continue;
    out.has[i] = 1;
    out.values[i] = map(row.values[i] as number, i);
  }
  return out;
}

/**
 * Merges rows that have come to the same labels. Two of them with a value at one step are
 * refused as Prometheus refuses them; the order of first appearance is kept.
 */
export function mergeRows(rows: readonly Row[]): Row[] {
  const merged = new Map<string, Row>();
  const own = new Set<string>();
  for (const row of rows) {
    const key = labelsKey(row.labels);
    const target = merged.get(key);
    if (!target) {
      merged.set(key, row);
      continue;
    }
    const copy = own.has(key) ? target : { labels: target.labels, values: target.values.slice(), has: target.has.slice() };
    for (let i = 0; i < row.values.length; i += 1) {
      if (row.has[i] === 0) continue;
      if (copy.has[i] === 1) throw duplicateLabels();
      copy.has[i] = 1;
      copy.values[i] = row.values[i] as number;
    }
    own.add(key);
    merged.set(key, copy);
  }
  return [...merged.values()].filter(isInhabited);
}

/**
 * Rows that came of others, one of each, and lost no more than the metric's name. No two
 * have the same labels unless the others had several names: only then is there anything to merge.
 */
export function mergeRenamed(rows: readonly Row[], origin: readonly Row[]): Row[] {
  const name = origin[0]?.labels[nameLabel];
  return origin.every(({ labels }) => labels[nameLabel] === name) ? rows.filter(isInhabited) : mergeRows(rows);
}

/** Whether a row has a value at any step. */
export function isInhabited(row: Row): boolean {
  return row.has.includes(1);
}

export function duplicateLabels(): Error {
  return executionError("vector cannot contain metrics with the same labelset");
}

/** Like {@link mergeRenamed}, but refuses rows with the same labels whichever steps they have values at. */
export function refuseDuplicates(rows: readonly Row[], origin: readonly { readonly labels: Labels }[]): Row[] {
  const inhabited = rows.filter(isInhabited);
  const name = origin[0]?.labels[nameLabel];
  if (origin.every(({ labels }) => labels[nameLabel] === name)) return inhabited;
  if (new Set(inhabited.map((row) => labelsKey(row.labels))).size !== inhabited.length) throw duplicateLabels();
  return inhabited;
}
