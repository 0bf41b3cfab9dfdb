import type { ServerResponse } from "node:http";
import { answerJson } from "../../exchange";
import { formatValue, type InstantResult, type PointSeries, QueryError } from "../../promql";

/** Prometheus' envelope of a success. */
export function answerData(res: ServerResponse, data: unknown): void {
  answerJson(res, { status: "success", data });
}

/** Prometheus' envelope and status of a refusal; what is no refusal is said to be internal, without its details. */
export function answerError(res: ServerResponse, error: unknown): void {
  if (error instanceof QueryError) {
    answerJson(res, { status: "error", errorType: error.type, error: error.message }, error.type === "bad_data" ? 400 : 422);
    return;
  }
  answerJson(res, { status: "error", errorType: "internal", error: "the simulated Prometheus failed" }, 500);
}

function pair(time: number, value: string): [number, string] {
  return [time / 1000, value];
}

export function instantBody(result: InstantResult, at: number): object {
  switch (result.type) {
    case "scalar":
      return { resultType: "scalar", result: pair(at, formatValue(result.value)) };
    case "string":
      return { resultType: "string", result: pair(at, result.value) };
    case "vector":
      return { resultType: "vector", result: result.samples.map(({ labels, value }) => ({ metric: labels, value: pair(at, formatValue(value)) })) };
    case "matrix":
      return matrixBody(result.series);
  }
}

export function matrixBody(series: readonly PointSeries[]): object {
  return {
    resultType: "matrix",
    result: series.map(({ labels, points }) => ({ metric: labels, values: points.map(([time, value]) => pair(time, formatValue(value))) })),
  };
}
