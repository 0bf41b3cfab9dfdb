import type { Labels } from "../series";
import type { Aggregation } from "./ast";
import { formatDecimal } from "./format";
import { labelsKey, nameLabel, noLabels, onlyLabels, withLabel, withoutLabels } from "./labels";
import { executionError } from "./query-error";
import { quantile } from "./quantile";
import { rank } from "./rank";
import { emptyRow, type Grid, isInhabited, type Row } from "./rows";

/** Reduces the values of one group at one step; never called with none. Order matters to the last bit. */
type Reducer = (values: number[], param: number) => number;

function average(values: number[]): number {
  let mean = values[0] as number;
  for (let i = 1; i < values.length; i += 1) {
    const value = values[i] as number;
    // Taking an infinite mean away would make NaN out of a mean that is right already.
    if ((mean === Infinity || mean === -Infinity) && (value === mean || Number.isFinite(value))) continue;
    mean += value / (i + 1) - mean / (i + 1);
  }
  return mean;
}

function variance(values: number[]): number {
  let mean = values[0] as number;
  let squares = 0;
  for (let i = 1; i < values.length; i += 1) {
    const value = values[i] as number;
    const distance = value - mean;
    mean += distance / (i + 1);
    squares += distance * (value - mean);
  }
  return squares / values.length;
}

const reducers: Readonly<Record<string, Reducer>> = {
  sum: (values) => values.reduce((sum, value) => sum + value),
  avg: average,
  min: (values) => values.reduce((best, value) => (best > value || Number.isNaN(best) ? value : best)),
  max: (values) => values.reduce((best, value) => (best < value || Number.isNaN(best) ? value : best)),
  count: (values) => values.length,
  group: () => 1,
  stdvar: variance,
  stddev: (values) => Math.sqrt(variance(values)),
  quantile: (values, q) => quantile(q, values),
};

/** Evaluates an aggregation; `param` is its scalar argument at each step, or the label of `count_values`. */
export function aggregate(expr: Aggregation, rows: readonly Row[], grid: Grid, param: Float64Array | string | undefined): Row[] {
  if (typeof param === "string") return countValues(expr, rows, grid, param);
  const groups = groupRows(rows, (row) => groupLabels(expr, row.labels));
  const reduce = reducers[expr.op];
  if (!reduce) return rank(expr.op === "topk", groups.map((group) => group.rows), param as Float64Array);
  return groups.map(({ labels, rows: members }) => {
    const out = emptyRow(labels, grid.count);
    for (let i = 0; i < grid.count; i += 1) {
      const values: number[] = [];
      for (const row of members) if (row.has[i] === 1) values.push(row.values[i] as number);
      if (values.length === 0) continue;
      out.has[i] = 1;
      out.values[i] = reduce(values, param?.[i] as number);
    }
    return out;
  }).filter(isInhabited);
}

function groupLabels(expr: Aggregation, labels: Labels): Labels {
  if (expr.without) return withoutLabels(labels, [nameLabel, ...expr.labels]);
  return expr.labels.length === 0 ? noLabels : onlyLabels(labels, expr.labels);
}

interface Group {
  readonly labels: Labels;
  readonly rows: Row[];
}

function groupRows(rows: readonly Row[], labelsOf: (row: Row) => Labels): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const labels = labelsOf(row);
    const key = labelsKey(labels);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { labels, rows: [row] });
  }
  return [...groups.values()];
}

/** How many series have which value: the value becomes a label. */
function countValues(expr: Aggregation, rows: readonly Row[], grid: Grid, label: string): Row[] {
  if (!/^[a-zA-Z_]\w*$/.test(label)) throw executionError(`invalid label name ${JSON.stringify(label)}`);
  const results = new Map<string, Row>();
  for (let i = 0; i < grid.count; i += 1) {
    for (const row of rows) {
      if (row.has[i] === 0) continue;
      const valued = withLabel(row.labels, label, formatDecimal(row.values[i] as number));
      const labels = expr.without
        ? withoutLabels(valued, [nameLabel, ...expr.labels])
        : onlyLabels(valued, [...expr.labels, label]);
      const key = labelsKey(labels);
      const result = results.get(key) ?? emptyRow(labels, grid.count);
      results.set(key, result);
      result.has[i] = 1;
      result.values[i] = (result.values[i] as number) + 1;
    }
  }
  return [...results.values()];
}
