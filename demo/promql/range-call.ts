import type { Series } from "../series";
import { absentLabels } from "./absent";
import { type Call, type Expr, type Subquery, unwrap } from "./ast";
import type { Evaluator } from "./call";
import { dropName } from "./labels";
import { overTime } from "./over-time";
import { delta, idelta, increase, irate, rate } from "./rate";
import { deriv, predictLinear } from "./regression";
import { emptyRow, type Grid, gridOf, isInhabited, refuseDuplicates, type Row } from "./rows";
import { createWindow, eachWindow, reference, type Scope, selectRanges } from "./selection";
import type { WindowFunction } from "./window";

/** Every function of a range vector. */
export const rangeFunctions: ReadonlyMap<string, WindowFunction> = new Map(
  Object.entries({ ...overTime, rate, increase, delta, irate, idelta, deriv, predict_linear: predictLinear }),
);

/** Evaluates a function of a range vector: each series by itself, its window slid from step to step. */
export function rangeCall(call: Call, grid: Grid, scope: Scope, evaluator: Evaluator): Row[] {
  const compute = rangeFunctions.get(call.name) as WindowFunction;
  let ranges: Ranges | undefined;
  let param: Float64Array | undefined;
  for (const arg of call.args.map(unwrap)) {
    if (arg.kind === "matrix" || arg.kind === "subquery") ranges = rangesOf(arg, grid, scope, evaluator);
    else param = evaluator.evaluateScalar(arg, grid, scope);
  }
  if (!ranges) throw new Error("a range function without a range");
  const { series, at, range } = ranges;
  const window = createWindow();
  const rows = series.map(({ labels }) => emptyRow(call.name === "last_over_time" ? labels : dropName(labels), grid.count));
  eachWindow(series, at, range, grid, (index, step, { times, values }, from, to) => {
    if (to <= from) return;
    window.times = times;
    window.values = values;
    window.from = from;
    window.to = to;
    window.end = at(step);
    window.start = window.end - range;
    window.at = grid.start + grid.step * step;
    window.param = param?.[step] ?? NaN;
    const value = compute(window);
    if (value === undefined) return;
    const row = rows[index] as Row;
    row.has[step] = 1;
    row.values[step] = value;
  });
  if (call.name === "absent_over_time") return absentOverTime(rows, call.args[0] as Expr, grid);
  return refuseDuplicates(rows, series);
}

/** Series to slide over, and how far. */
export interface Ranges {
  readonly series: readonly Series[];
  readonly at: (step: number) => number;
  /** ms. */
  readonly range: number;
}

/** The series of a range selector or a subquery. */
export function rangesOf(arg: Expr, grid: Grid, scope: Scope, evaluator: Evaluator): Ranges {
  if (arg.kind === "matrix") {
    const { selector, range } = arg;
    return { series: selectRanges(selector, range, grid, scope), at: reference(selector, grid, scope), range };
  }
  if (arg.kind !== "subquery") throw new Error(`not a range: ${arg.kind}`);
  return { series: subquerySeries(arg, grid, scope, evaluator), at: reference(arg, grid, scope), range: arg.range };
}

/** A subquery is evaluated at absolute multiples of its step, whatever the query's own start. */
function subquerySeries(subquery: Subquery, grid: Grid, scope: Scope, evaluator: Evaluator): Series[] {
  if (grid.count === 0) return [];
  const at = reference(subquery, grid, scope);
  const step = subquery.step ?? scope.subqueryStep;
  const start = Math.ceil((at(0) - subquery.range) / step) * step;
  const inner = gridOf(start, at(grid.count - 1), step);
  return evaluator.evaluateVector(subquery.expr, inner, scope).map((row) => {
    const times: number[] = [];
    const values: number[] = [];
    for (let i = 0; i < inner.count; i += 1) {
      if (row.has[i] === 0) continue;
      times.push(inner.start + inner.step * i);
      values.push(row.values[i] as number);
    }
    return { labels: row.labels, samples: (from, to) => between(times, values, from, to) };
  });
}

function between(times: readonly number[], values: readonly number[], from: number, to: number) {
  const first = firstAfter(times, from);
  const after = firstAfter(times, to);
  return { times: times.slice(first, after), values: values.slice(first, after) };
}

/** The index of the first time after a moment. */
function firstAfter(times: readonly number[], moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

function absentOverTime(rows: readonly Row[], arg: Expr, grid: Grid): Row[] {
  const out = emptyRow(absentLabels(arg), grid.count);
  for (let i = 0; i < grid.count; i += 1) {
    if (rows.some((row) => row.has[i] === 1)) continue;
    out.has[i] = 1;
    out.values[i] = 1;
  }
  return [out].filter(isInhabited);
}
