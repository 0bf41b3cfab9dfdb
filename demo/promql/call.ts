import { absentLabels } from "./absent";
import { type Call, type Expr, unwrap } from "./ast";
import { dateFunctions } from "./dates";
import { elementwise } from "./elementwise";
import { histogramQuantile } from "./histogram";
import { labelJoin, labelReplace } from "./label-functions";
import { dropName, noLabels } from "./labels";
import { rangeCall, rangeFunctions } from "./range-call";
import { better } from "./rank";
import { emptyRow, type Grid, isInhabited, mapRow, mergeRenamed, relabelled, type Row } from "./rows";
import { type Scope, selectRows } from "./selection";

/** The evaluator, handed down because expressions nest. */
export interface Evaluator {
  evaluateScalar(expr: Expr, grid: Grid, scope: Scope): Float64Array;
  evaluateVector(expr: Expr, grid: Grid, scope: Scope): Row[];
}

/** Evaluates a function that returns a vector. */
export function callFunction(call: Call, grid: Grid, scope: Scope, evaluator: Evaluator): Row[] {
  const { name, args } = call;
  if (rangeFunctions.has(name)) return rangeCall(call, grid, scope, evaluator);
  const first = args[0];
  const scalar = (index: number) => evaluator.evaluateScalar(args[index] as Expr, grid, scope);
  const vector = (index = 0) => evaluator.evaluateVector(args[index] as Expr, grid, scope);
  switch (name) {
    case "vector":
      return [{ labels: noLabels, values: scalar(0), has: new Uint8Array(grid.count).fill(1) }].filter(isInhabited);
    case "timestamp":
      return timestamp(unwrap(first as Expr), grid, scope, evaluator);
    case "sort":
    case "sort_desc":
      return sorted(vector(), name === "sort_desc", grid);
    case "absent":
      return absent(vector(), absentLabels(first as Expr), grid);
    case "histogram_quantile":
      return histogramQuantile(scalar(0), vector(1));
    case "label_replace":
      return labelReplace(vector(), args.slice(1).map(text));
    case "label_join":
      return labelJoin(vector(), args.slice(1).map(text));
  }
  const date = dateFunctions[name];
  if (date) {
    if (!first) return [{ labels: noLabels, values: new Float64Array(grid.count).map((_, i) => date((grid.start + grid.step * i) / 1000)), has: new Uint8Array(grid.count).fill(1) }].filter(isInhabited);
    return mapped(vector(), date);
  }
  const params = args.slice(1).map((_, index) => scalar(index + 1));
  return elementwise(name, vector(), params);
}

function mapped(rows: readonly Row[], map: (value: number) => number): Row[] {
  return mergeRenamed(rows.map((row) => mapRow(row, dropName(row.labels), map)), rows);
}

function text(expr: Expr): string {
  const literal = unwrap(expr);
  return literal.kind === "string" ? literal.value : "";
}

/** Of a plain selector the time of the sample, of anything else the time of the step. */
function timestamp(arg: Expr, grid: Grid, scope: Scope, evaluator: Evaluator): Row[] {
  if (arg.kind === "vector") {
    const found = selectRows(arg, grid, scope, "time");
    return mergeRenamed(found.map((row) => relabelled(row, dropName(row.labels))), found);
  }
  const rows = evaluator.evaluateVector(arg, grid, scope);
  return mergeRenamed(rows.map((row) => mapRow(row, dropName(row.labels), (_, step) => (grid.start + grid.step * step) / 1000)), rows);
}

/** Order means something at a single step only; over a range Prometheus orders by labels. */
function sorted(rows: Row[], descending: boolean, grid: Grid): Row[] {
  if (grid.count !== 1) return rows;
  return [...rows].sort((a, b) => better(a.values[0] as number, b.values[0] as number, descending));
}

function absent(rows: readonly Row[], labels: Row["labels"], grid: Grid): Row[] {
  const out = emptyRow(labels, grid.count);
  for (let i = 0; i < grid.count; i += 1) {
    if (rows.some((row) => row.has[i] === 1)) continue;
    out.has[i] = 1;
    out.values[i] = 1;
  }
  return [out].filter(isInhabited);
}
