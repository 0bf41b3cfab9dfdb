import type { Fault } from "./fault";
import type { Labels, Series, SeriesSource } from "./series";

/** A stretch in which an exporter did not answer, ms since the epoch; it lasts while `to` is Infinity. */
interface Outage {
  readonly from: number;
  to: number;
}

/**
 * Which exporters a demonstration has broken, and when: the simulated Prometheus reads the
 * World and not the exporters, so it must be told what it could not have scraped.
 */
export interface BrokenExporters {
  /** Notes a fault of the exporter that Prometheus knows by this job and instance. */
  note(cluster: string, exporter: { readonly job: string; readonly instance: string }, fault: Fault): void;
  /** What Prometheus would have stored: nothing while the exporter was broken, and `up` at 0. */
  source(cluster: string, whole: SeriesSource): SeriesSource;
  isDown(cluster: string, labels: Labels, at: number): boolean;
}

/** Outages beyond this are history that no query of a demonstration asks for. */
const kept = 100;

/** Keeps the outages of exporters, by the demo's clock. */
export function createBrokenExporters(clock: () => number): BrokenExporters {
  const outages = new Map<string, Outage[]>();
  const keyOf = (cluster: string, { job, instance }: Labels) => `${cluster} ${job} ${instance}`;
  const of = (cluster: string, labels: Labels) => outages.get(keyOf(cluster, labels)) ?? [];

  return {
    note(cluster, { job, instance }, fault) {
      const key = keyOf(cluster, { job, instance });
      const known = outages.get(key) ?? [];
      const last = known.at(-1);
      // A late answer is an answer: scrapes wait longer than that.
      const broken = fault !== "ok" && fault !== "slow";
      if (broken && last?.to !== Infinity) outages.set(key, [...known, { from: clock(), to: Infinity }].slice(-kept));
      else if (!broken && last?.to === Infinity) last.to = clock();
    },
    source: (cluster, whole) => ({
      ...whole,
      select(matchers, from, to) {
        const found = whole.select(matchers, from, to);
        if (outages.size === 0) return found;
        return found.map((series) => {
          const mine = of(cluster, series.labels);
          return mine.length === 0 ? series : interrupted(series, mine);
        });
      },
    }),
    isDown: (cluster, labels, at) => isIn(of(cluster, labels), at),
  };
}

const isIn = (outages: readonly Outage[], at: number) => outages.some(({ from, to }) => at >= from && at < to);

function interrupted(series: Series, outages: readonly Outage[]): Series {
  const name = series.labels["__name__"];
  return {
    labels: series.labels,
    samples(from, to) {
      const { times, values, stale = [] } = series.samples(from, to);
      if (name === "up") return { times, values: values.map((value, index) => (isIn(outages, times[index] ?? 0) ? 0 : value)), stale };
      if (name?.startsWith("scrape_")) return { times, values, stale };
      const there = times.map((at) => !isIn(outages, at));
      // The first scrape that fails marks the series as ended.
      const ended = outages.flatMap((outage) => times.find((at) => at >= outage.from && at < outage.to) ?? []);
      return { times: times.filter((_, index) => there[index]), values: values.filter((_, index) => there[index]), stale: [...new Set([...stale, ...ended])].sort((a, b) => a - b) };
    },
  };
}
