import type { IncomingMessage } from "node:http";
import { readBody } from "../../exchange";
import { parseDuration, QueryError } from "../../promql";

/** The parameters of a request: of its address, and of its form if it was posted. */
export async function readParams(req: IncomingMessage, query: URLSearchParams): Promise<URLSearchParams> {
  if (req.method !== "POST") return query;
  const form = new URLSearchParams(await readBody(req, 1024 * 1024));
  for (const [name, value] of query) form.append(name, value);
  return form;
}

function invalid(name: string, message: string): QueryError {
  return new QueryError("bad_data", `invalid parameter "${name}": ${message}`);
}

/** A time as Prometheus takes it, seconds since the epoch or RFC 3339, in ms; `fallback` where there is none. */
export function timeParam(params: URLSearchParams, name: string, fallback?: number): number {
  const text = params.get(name) ?? "";
  if (text === "" && fallback !== undefined) return fallback;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Math.round(Number(text) * 1000);
  const time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  return time;
}

/** A duration as Prometheus takes it, seconds or its own writing (`1h30m`), in ms. */
export function durationParam(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? "";
  const ms = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Math.round(Number(text) * 1000) : parseDuration(text);
  if (ms === undefined) throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

/** Start, end and step of a range query, bounded as Prometheus bounds them. */
export function rangeParams(params: URLSearchParams): { start: number; end: number; step: number } {
  const start = timeParam(params, "start");
  const end = timeParam(params, "end");
  if (end < start) throw invalid("end", "end timestamp must not be before start time");
  const step = durationParam(params, "step");
  if (step <= 0) throw invalid("step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
  if ((end - start) / step > 11_000) {
    throw new QueryError("bad_data", "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
  }
  return { start, end, step };
}

/** Says which parameter a mistake in an expression stands in. */
export function inParameter<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QueryError && error.type === "bad_data") throw invalid(name, error.message);
    throw error;
  }
}
