/** One label matcher of a selector, as Prometheus writes it. */
export interface Matcher {
  readonly name: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** The labels of a series; the metric's name is under `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** Samples of one series, oldest first. */
export interface Samples {
  /** ms since the epoch. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /**
   * When the series was marked stale (its target or object vanished), ms, ascending:
   * from there on an instant selector finds nothing until the next sample, instead of
   * the last value for five more minutes.
   */
  readonly stale?: readonly number[];
}

/** One series of the World. It is computed when asked for, never stored. */
export interface Series {
  readonly labels: Labels;
  /** What was scraped in (from, to], oldest first; times are ms since the epoch, at the target's own scrape instants. */
  samples(from: number, to: number): Samples;
}

/** Everything a simulated Prometheus can be asked about: the seam between the World and PromQL. */
export interface SeriesSource {
  /** Distance of two scrapes of one target, ms. */
  readonly scrapeInterval: number;
  /** Series that satisfy all matchers and have samples in (from, to]. */
  select(matchers: readonly Matcher[], from: number, to: number): readonly Series[];
  /** Metric metadata by name, for `/api/v1/metadata`. */
  metadata(): Readonly<Record<string, { readonly type: "counter" | "gauge" | "histogram" | "summary" | "untyped"; readonly help: string }>>;
}
