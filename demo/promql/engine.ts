import type { Labels, SeriesSource } from "../series";
import { type Expr, unwrap } from "./ast";
import { typeOf } from "./check";
import { evaluateScalar, evaluateVector } from "./evaluate";
import { inOrder, labelsKey } from "./labels";
import { parse } from "./parse";
import { QueryError } from "./query-error";
import { rangesOf } from "./range-call";
import { type Grid, gridOf, type Row } from "./rows";
import { eachWindow, type Scope } from "./selection";

/** A time in ms and the value at it. */
export type Point = readonly [time: number, value: number];

/** One element of an instant vector. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** One series of a range result. */
export interface PointSeries {
  readonly labels: Labels;
  readonly points: readonly Point[];
}

export type InstantResult =
  | { readonly type: "scalar"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "vector"; readonly samples: readonly Sample[] }
  | { readonly type: "matrix"; readonly series: readonly PointSeries[] };

export interface EngineOptions {
  readonly source: SeriesSource;
  /** ms; 5 minutes by default. */
  readonly lookback?: number;
  /** Step of subqueries without one, Prometheus' global evaluation interval; ms, one minute by default. */
  readonly subqueryStep?: number;
}

export interface Engine {
  /** Evaluates at one time (ms). Throws a QueryError. */
  instant(query: string, at: number): InstantResult;
  /** Evaluates at start, start + step, … up to end (ms), series in the order of their labels. Throws a QueryError. */
  range(query: string, start: number, end: number, step: number): readonly PointSeries[];
}

/** PromQL with the semantics of Prometheus 2.42 over anything that has series. */
export function createEngine(options: EngineOptions): Engine {
  const scopeOf = (start: number, end: number): Scope => ({
    source: options.source,
    lookback: options.lookback ?? 300_000,
    subqueryStep: options.subqueryStep ?? 60_000,
    start,
    end,
  });
  return {
    instant(query, at) {
      return instantResult(parse(query), { start: at, step: 1, count: 1 }, scopeOf(at, at));
    },
    range(query, start, end, step) {
      const expr = parse(query);
      const grid = gridOf(start, end, step);
      const scope = scopeOf(start, end);
      switch (typeOf(expr)) {
        case "scalar":
          return [{ labels: {}, points: Array.from(evaluateScalar(expr, grid, scope), (value, i): Point => [start + step * i, value]) }];
        case "vector":
          return inOrder(evaluateVector(expr, grid, scope).map((row) => pointsOf(row, grid)), ({ labels }) => labelsKey(labels));
        case "matrix":
          throw new QueryError("bad_data", 'invalid expression type "range vector" for range query, must be Scalar or instant Vector');
        case "string":
          throw new QueryError("bad_data", 'invalid expression type "string" for range query, must be Scalar or instant Vector');
      }
    },
  };
}

function pointsOf(row: Row, grid: Grid): PointSeries {
  const points: Point[] = [];
  for (let i = 0; i < grid.count; i += 1) {
    if (row.has[i] === 1) points.push([grid.start + grid.step * i, row.values[i] as number]);
  }
  return { labels: row.labels, points };
}

function instantResult(expr: Expr, grid: Grid, scope: Scope): InstantResult {
  switch (typeOf(expr)) {
    case "scalar":
      return { type: "scalar", value: evaluateScalar(expr, grid, scope)[0] as number };
    case "string": {
      const literal = unwrap(expr);
      return { type: "string", value: literal.kind === "string" ? literal.value : "" };
    }
    case "vector":
      return { type: "vector", samples: evaluateVector(expr, grid, scope).map(({ labels, values }) => ({ labels, value: values[0] as number })) };
    case "matrix": {
      const { series, at, range } = rangesOf(unwrap(expr), grid, scope, { evaluateScalar, evaluateVector });
      const found: PointSeries[] = [];
      eachWindow(series, at, range, grid, (index, _, { times, values }, from, to) => {
        const points = times.slice(from, to).map((time, i): Point => [time, values[from + i] as number]);
        if (points.length > 0) found.push({ labels: series[index]?.labels ?? {}, points });
      });
      return { type: "matrix", series: found };
    }
  }
}
