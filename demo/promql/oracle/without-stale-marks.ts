import type { SeriesSource } from "../../series";

/** The same samples without stale marks, which OpenMetrics text cannot carry into a real Prometheus. */
export function withoutStaleMarks(source: SeriesSource): SeriesSource {
  return {
    ...source,
    select: (matchers, from, to) =>
      source.select(matchers, from, to).map((series) => ({
        labels: series.labels,
        samples(a, b) {
          const { times, values } = series.samples(a, b);
          return { times, values };
        },
      })),
  };
}
