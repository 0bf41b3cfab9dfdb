import type { Labels, Series } from "../series";
import { exists } from "./metrics/family";
import type { Point, Span } from "./metrics/family";
import { scrapeInterval } from "./targets";
import type { Target } from "./targets";

/** The first scrape of a target after this moment. */
const after = ({ offset }: Target, at: number) => (Math.floor((at - offset) / scrapeInterval) + 1) * scrapeInterval + offset;
/** The first scrape of a target at or after this moment. */
const notBefore = (target: Target, at: number) => after(target, at - 0.5);

/** All scrapes of a target in (from, to], whether it answered or not. */
export function scrapes(target: Target, from: number, to: number): number[] {
  const times: number[] = [];
  for (let at = after(target, from); at <= to; at += scrapeInterval) times.push(at);
  return times;
}

/** A series as Prometheus would have stored it: read at its target's scrapes while both were there. */
export function scrapedSeries(name: string, point: Point, target: Target): Series {
  let labels: Labels | undefined;
  return {
    get labels() {
      return (labels ??= mergedLabels(name, point, target));
    },
    samples(from, to) {
      if (point.recorded) return point.recorded(from, to);
      const outages = target.outages(from, to);
      const { spans, value } = point;
      const times = spans === undefined && outages.length === 0 ? scrapes(target, from, to) : scrapes(target, from, to).filter((at) => exists(point, at) && !within(outages, at));
      const values = new Array<number>(times.length);
      for (let i = 0; i < times.length; i++) values[i] = value(times[i] as number);
      const stale = [...outages.map((outage) => outage.from), ...(spans ?? []).map((span) => span.to)]
        .filter(Number.isFinite)
        .map((ended) => notBefore(target, ended))
        .filter((at) => at > from && at <= to && (!exists(point, at) || within(outages, at)))
        .sort((a, b) => a - b);
      return stale.length === 0 ? { times, values } : { times, values, stale };
    },
  };
}

const merged = new WeakMap<Point, Labels>();

function mergedLabels(name: string, point: Point, target: Target): Labels {
  let labels = merged.get(point);
  if (labels === undefined) merged.set(point, (labels = { ...target.labels, ...point.labels, __name__: name }));
  return labels;
}

const within = (spans: readonly Span[], at: number) => spans.some(({ from, to }) => at >= from && at < to);

/** Whether a point can have samples in (from, to]. */
export function touches({ spans }: Point, from: number, to: number): boolean {
  return spans === undefined || spans.some((span) => span.from <= to && span.to > from);
}

/** The series that Prometheus itself makes of each scrape. */
export function reportSeries(name: ReportName, target: Target): Series {
  const answers = (at: number) => !within(target.outages(at - 1, at), at);
  const read: Record<ReportName, (at: number) => number> = {
    up: (at) => Number(answers(at)),
    scrape_duration_seconds: (at) => (answers(at) ? 0.011 + (target.offset % 17) / 1_000 : 10),
  };
  return {
    labels: { ...target.labels, __name__: name },
    samples(from, to) {
      const times = scrapes(target, from, to);
      return { times, values: times.map(read[name]) };
    },
  };
}

export const reportNames = ["up", "scrape_duration_seconds"] as const;
export type ReportName = (typeof reportNames)[number];
