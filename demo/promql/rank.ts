import { executionError } from "./query-error";
import { emptyRow, isInhabited, type Row } from "./rows";

/**
 * `topk` and `bottomk`: at each step the k best elements of each group, labels and all.
 * NaN is worse than anything; of equals the first is taken. At a single step the result is
 * in order of rank.
 */
export function rank(largest: boolean, groups: readonly (readonly Row[])[], k: Float64Array): Row[] {
  const results = new Map<Row, Row>();
  for (let i = 0; i < k.length; i += 1) {
    const limit = k[i] as number;
    if (groups.length > 0 && !(Math.abs(limit) < 2 ** 63)) throw executionError(`Scalar value ${limit} overflows int64`);
    const size = Math.trunc(limit);
    if (size < 1) continue;
    for (const group of groups) {
      const present = group.filter((row) => row.has[i] === 1);
      present.sort((a, b) => better(a.values[i] as number, b.values[i] as number, largest));
      for (const row of present.slice(0, size)) {
        const out = results.get(row) ?? emptyRow(row.labels, k.length);
        results.set(row, out);
        out.has[i] = 1;
        out.values[i] = row.values[i] as number;
      }
    }
  }
  return [...results.values()].filter(isInhabited);
}

/** Orders values best first. */
export function better(a: number, b: number, largest: boolean): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return (largest ? b - a : a - b) || 0;
}
