import type { ValueType } from "./ast";

/** What a function takes and gives, as Prometheus' parser checks it. */
export interface Signature {
  readonly args: readonly ValueType[];
  /** How many of the last argument may be missing or added: -1 means any number. */
  readonly variadic: number;
  readonly returns: "scalar" | "vector";
}

function signature(args: readonly ValueType[], variadic = 0, returns: "scalar" | "vector" = "vector"): Signature {
  return { args, variadic, returns };
}

const overVector = signature(["vector"]);
const overMatrix = signature(["matrix"]);
const overDates = signature(["vector"], 1);

const names = {
  vector: [
    "abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor",
    "ln", "log10", "log2", "rad", "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "tan", "tanh", "timestamp",
  ],
  matrix: [
    "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "idelta", "increase", "irate",
    "last_over_time", "max_over_time", "min_over_time", "present_over_time", "rate", "resets", "stddev_over_time",
    "stdvar_over_time", "sum_over_time",
  ],
  dates: ["day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year"],
};

/** The functions the demo evaluates. Everything else is refused by name. */
export const signatures: ReadonlyMap<string, Signature> = new Map([
  ...names.vector.map((name): [string, Signature] => [name, overVector]),
  ...names.matrix.map((name): [string, Signature] => [name, overMatrix]),
  ...names.dates.map((name): [string, Signature] => [name, overDates]),
  ["clamp", signature(["vector", "scalar", "scalar"])],
  ["clamp_max", signature(["vector", "scalar"])],
  ["clamp_min", signature(["vector", "scalar"])],
  ["histogram_quantile", signature(["scalar", "vector"])],
  ["label_join", signature(["vector", "string", "string", "string"], -1)],
  ["label_replace", signature(["vector", "string", "string", "string", "string"])],
  ["pi", signature([], 0, "scalar")],
  ["predict_linear", signature(["matrix", "scalar"])],
  ["quantile_over_time", signature(["scalar", "matrix"])],
  ["round", signature(["vector", "scalar"], 1)],
  ["scalar", signature(["vector"], 0, "scalar")],
  ["time", signature([], 0, "scalar")],
  ["vector", signature(["scalar"])],
]);

/** Functions of some Prometheus that the demo knows by name only. */
const known = new Set([
  "holt_winters", "double_exponential_smoothing", "histogram_avg", "histogram_count", "histogram_fraction",
  "histogram_quantiles", "histogram_stddev", "histogram_stdvar", "histogram_sum", "info", "limitk", "limit_ratio",
  "mad_over_time", "first_over_time", "sort_by_label", "sort_by_label_desc", "ts_of_first_over_time",
  "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time", "start_timestamp",
]);

export function isSupportedFunction(name: string): boolean {
  return signatures.has(name);
}

export function isUnsupportedFunction(name: string): boolean {
  return known.has(name);
}
