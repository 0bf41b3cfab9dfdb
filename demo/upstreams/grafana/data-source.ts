import type { TimeRange } from "./range";

/** One line: its labels, and values by time in ms. */
export interface SeriesData {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** The cluster's Prometheus, as Grafana asks it. */
export interface DataSource {
  /** Undefined where it does not answer; a sentence where it does not understand the query. */
  range(query: string, range: TimeRange, step: number): Promise<readonly SeriesData[] | string | undefined>;
  labelValues(label: string, selector: string): Promise<readonly string[]>;
}

interface Answer {
  readonly error?: string;
  readonly data?: unknown;
}

interface Matrix {
  readonly result?: readonly { readonly metric: Readonly<Record<string, string>>; readonly values: readonly (readonly [number, string])[] }[];
}

export function prometheusSource(url: string): DataSource {
  const ask = async (path: string, parameters: Readonly<Record<string, string>>): Promise<Answer | undefined> => {
    try {
      const response = await fetch(`${url}${path}?${new URLSearchParams(parameters)}`, { signal: AbortSignal.timeout(8_000) });
      return (await response.json()) as Answer;
    } catch {
      return undefined;
    }
  };
  return {
    async range(query, { from, to }, step) {
      const answer = await ask("/api/v1/query_range", { query, start: String(from / 1_000), end: String(to / 1_000), step: String(step) });
      if (answer === undefined) return undefined;
      if (answer.error !== undefined) return answer.error;
      const { result = [] } = answer.data as Matrix;
      return result.map(({ metric, values }) => ({ labels: metric, points: values.map(([at, value]) => [at * 1_000, Number(value)] as const).filter(([, value]) => Number.isFinite(value)) }));
    },
    async labelValues(label, selector) {
      const answer = await ask(`/api/v1/label/${label}/values`, { "match[]": selector });
      return Array.isArray(answer?.data) ? answer.data.filter((value) => typeof value === "string") : [];
    },
  };
}
