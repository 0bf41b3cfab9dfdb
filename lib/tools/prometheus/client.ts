import type { z } from "zod";
import { CastorError } from "@/lib/model/problem";
import type { Query, Wire } from "@/lib/wire";
import { parseValue } from "./value";
import { alertRules, externalLabels, type AlertRules } from "./rules";
import { buildInfoAnswer, labelsAnswer, queryAnswer, rulesAnswer, seriesAnswer } from "./schema";

export type Labels = Readonly<Record<string, string>>;

/** One series at one moment. The value may be NaN or infinite, as Prometheus said it. */
export interface InstantSample {
  readonly labels: Labels;
  readonly value: number;
}

/** One series over time; `times` in ms since the epoch. */
export interface SeriesSamples {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** The points of a range: from `start` to `end` (ms) every `step` (seconds). */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

export interface Rule {
  readonly group: string;
  readonly name: string;
  readonly query: string;
  readonly alerting: boolean;
  readonly state?: "inactive" | "pending" | "firing";
  /** Not `ok` when the rule cannot be evaluated; then `error` says why. */
  readonly health: string;
  readonly error?: string;
  /** How long the condition must hold before the alert fires, seconds. */
  readonly pendingFor?: number;
}

export interface Prometheus {
  readonly name: string;
  /** The current value of every series of an instant vector or scalar; `time` in ms. */
  query(expression: string, ask?: { readonly time?: number; readonly signal?: AbortSignal | undefined }): Promise<readonly InstantSample[]>;
  /** The raw samples of a range selector such as `up[5m]`, at the instants of their scrapes. */
  samples(selector: string, ask?: { readonly time?: number; readonly signal?: AbortSignal | undefined }): Promise<readonly SeriesSamples[]>;
  queryRange(expression: string, span: Span, signal?: AbortSignal): Promise<readonly SeriesSamples[]>;
  /** The label sets that match, within the last hour. */
  series(matchers: readonly string[], signal?: AbortSignal): Promise<readonly Labels[]>;
  /** Label names of the series that match, or of all. */
  labels(matchers?: readonly string[], signal?: AbortSignal): Promise<readonly string[]>;
  rules(signal?: AbortSignal): Promise<readonly Rule[]>;
  alertRules(signal?: AbortSignal): Promise<AlertRules>;
  /** The labels that it puts on every alert that it sends. */
  externalLabels(signal?: AbortSignal): Promise<Labels>;
  buildInfo(signal?: AbortSignal): Promise<{ readonly version: string }>;
}


const ms = (seconds: number) => Math.round(seconds * 1_000);

/** The HTTP API v1 of one Prometheus (2.40 and newer, Thanos and Mimir alike). */
export function prometheus(wire: Wire, now: () => number = Date.now): Prometheus {
  const unexpected = (expression: string) =>
    new CastorError("unexpected-shape", `${wire.name} answered in a form that Castor does not know.`, { detail: `another result type for ${expression}` });

  function ask<S extends z.ZodType>(path: string, schema: S, query: Query, signal: AbortSignal | undefined) {
    return wire.get(path, schema, { query, signal, timeoutMs: 10_000 });
  }

  async function matrix(path: string, expression: string, query: Query, signal: AbortSignal | undefined): Promise<readonly SeriesSamples[]> {
    const { data } = await ask(path, queryAnswer, { query: expression, ...query }, signal);
    if (data.resultType !== "matrix") throw unexpected(expression);
    return data.result.map(({ metric, values = [] }) => ({
      labels: metric,
      times: values.map(([time]) => ms(time)),
      values: values.map(([, value]) => parseValue(value)),
    }));
  }

  const lastHour = () => ({ start: now() / 1_000 - 3_600, end: now() / 1_000 });

  return {
    name: wire.name,
    async query(expression, { time, signal } = {}) {
      const { data } = await ask("/api/v1/query", queryAnswer, { query: expression, time: time === undefined ? undefined : time / 1_000 }, signal);
      if (data.resultType === "scalar") return [{ labels: {}, value: parseValue(data.result[1]) }];
      if (data.resultType !== "vector") throw unexpected(expression);
      return data.result.flatMap(({ metric, value }) => (value === undefined ? [] : [{ labels: metric, value: parseValue(value[1]) }]));
    },
    samples: (selector, { time, signal } = {}) => matrix("/api/v1/query", selector, { time: time === undefined ? undefined : time / 1_000 }, signal),
    queryRange: (expression, { start, end, step }, signal) => matrix("/api/v1/query_range", expression, { start: start / 1_000, end: end / 1_000, step }, signal),
    series: async (matchers, signal) => (await ask("/api/v1/series", seriesAnswer, { "match[]": matchers, ...lastHour() }, signal)).data,
    labels: async (matchers, signal) => (await ask("/api/v1/labels", labelsAnswer, { "match[]": matchers, ...lastHour() }, signal)).data,
    async rules(signal) {
      const { data } = await ask("/api/v1/rules", rulesAnswer, {}, signal);
      return data.groups.flatMap(({ name: group, rules }) =>
        rules.map(({ type, name, query, state, health, lastError, duration }) => ({
          group,
          name,
          query,
          alerting: type === "alerting",
          health,
          ...(state === undefined ? {} : { state }),
          ...(lastError === undefined || lastError === "" ? {} : { error: lastError }),
          ...(duration === undefined ? {} : { pendingFor: duration }),
        })),
      );
    },
    alertRules: (signal) => alertRules(wire, signal),
    externalLabels: (signal) => externalLabels(wire, signal),
    buildInfo: async (signal) => ({ version: (await ask("/api/v1/status/buildinfo", buildInfoAnswer, {}, signal)).data.version }),
  };
}
