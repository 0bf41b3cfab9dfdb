import type { Labels, Samples } from "../../series";

/** One series of a target, without the labels that the scraper adds. */
export interface Point {
  readonly labels: Labels;
  /** What a scrape at this moment (ms since the epoch) reads. */
  readonly value: (at: number) => number;
  /** When it exists, oldest first; left out for what is always there. */
  readonly spans?: readonly Span[];
  /** What was kept of it, where its past cannot be computed: the samples in (from, to]. */
  readonly recorded?: (from: number, to: number) => Samples;
}

/** A stretch of time, ms since the epoch; `to` is the first moment after it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether a series exists at this moment. */
export function exists({ spans }: Pick<Point, "spans">, at: number): boolean {
  return spans === undefined || spans.some(({ from, to }) => at >= from && at < to);
}

/** A metric of one kind of target, as its exporter declares it. `S` is what the target exports. */
export interface Family<S> {
  readonly name: string;
  readonly type: "counter" | "gauge" | "untyped";
  readonly help: string;
  /** Of the node exporter: the collector that reads it. */
  readonly collector?: string;
  /** The series that are always there; asked for once for each target. */
  readonly fixed?: (subject: S) => readonly Point[];
  /** The series that existed at some time in [from, to]. */
  readonly moving?: (subject: S, from: number, to: number) => readonly Point[];
}

const none: Labels = {};

/** The one series of a metric that has no labels. */
export function single(value: (at: number) => number): Point[] {
  return [{ labels: none, value }];
}
