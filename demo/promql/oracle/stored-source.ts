import type { Labels, Samples, Series, SeriesSource } from "../../series";
import { matchesAll } from "../matcher";

/** One series with all its samples written down. */
export interface StoredSeries extends Samples {
  readonly labels: Labels;
}

function slice(series: StoredSeries, from: number, to: number): Samples {
  const first = series.times.findIndex((time) => time > from);
  const after = series.times.findLastIndex((time) => time <= to) + 1;
  if (first < 0 || after <= first) return { times: [], values: [], ...(series.stale && { stale: series.stale }) };
  return { times: series.times.slice(first, after), values: series.values.slice(first, after), ...(series.stale && { stale: series.stale }) };
}

/** A source for tests: what a scrape would have stored, written down. */
export function storedSource(stored: readonly StoredSeries[], scrapeInterval = 15_000): SeriesSource {
  return {
    scrapeInterval,
    select: (matchers, from, to) =>
      stored
        .filter((series) => matchesAll(matchers, series.labels) && slice(series, from, to).times.length > 0)
        .map((series): Series => ({ labels: series.labels, samples: (a, b) => slice(series, a, b) })),
    metadata: () => ({}),
  };
}
