import { labelsKey, matchesAll } from "./promql";
import type { Labels, Matcher, Samples, Series, SeriesSource } from "./series";

export type AlertState = "pending" | "firing";

/** A stretch of evaluations at which an alert was in one state; ms, both ends evaluated. */
interface Span {
  readonly state: AlertState;
  readonly activeAt: number;
  readonly from: number;
  to: number;
  /** The evaluation that no longer found it so. */
  ended?: number;
}

/** A stretch that is over; ms. */
export type Past = Required<Readonly<Span>>;

interface Track {
  readonly labels: Labels;
  readonly interval: number;
  readonly spans: Span[];
}

/** Which alerts were pending or firing when, to be queried as the series `ALERTS` and `ALERTS_FOR_STATE`. */
export interface AlertHistory {
  /** Notes that an evaluation found the alert in this state. */
  note(labels: Labels, state: AlertState, activeAt: number, from: number, to: number, interval: number): void;
  /** Notes that an evaluation no longer found the alert in the state it had. */
  end(labels: Labels, at: number): void;
  /** Puts what was over long ago before everything that is known of the alert. */
  recall(labels: Labels, past: readonly Past[], interval: number): void;
  /** Forgets what ended before. */
  forget(before: number): void;
  /** A source that knows these two metrics besides everything `other` knows. */
  beside(other: SeriesSource): SeriesSource;
}

export function createAlertHistory(): AlertHistory {
  const tracks = new Map<string, Track>();

  function end(labels: Labels, at: number): void {
    const last = tracks.get(labelsKey(labels))?.spans.at(-1);
    if (last && last.ended === undefined) last.ended = at;
  }

  return {
    note(labels, state, activeAt, from, to, interval) {
      const key = labelsKey(labels);
      const track = tracks.get(key) ?? { labels, interval, spans: [] };
      tracks.set(key, track);
      const last = track.spans.at(-1);
      if (last && last.ended === undefined && last.state === state && last.activeAt === activeAt) {
        last.to = to;
        return;
      }
      end(labels, from);
      track.spans.push({ state, activeAt, from, to });
    },
    end,
    recall(labels, past, interval) {
      const key = labelsKey(labels);
      const track = tracks.get(key) ?? { labels, interval, spans: [] };
      tracks.set(key, track);
      track.spans.unshift(...past);
    },
    forget(before) {
      for (const [key, { spans }] of tracks) {
        const kept = spans.filter(({ ended, to }) => (ended ?? to) >= before);
        spans.splice(0, spans.length, ...kept);
        if (kept.length === 0) tracks.delete(key);
      }
    },
    beside: (other) => ({
      scrapeInterval: other.scrapeInterval,
      metadata: () => other.metadata(),
      select(matchers, from, to) {
        const names = ["ALERTS", "ALERTS_FOR_STATE"].filter((name) => mayMean(matchers, name));
        const own = names.flatMap((name) => [...tracks.values()].flatMap((track) => seriesOf(track, name)));
        const found = own.filter((series) => matchesAll(matchers, series.labels) && series.samples(from, to).times.length > 0);
        return names.length > 0 && isExactName(matchers) ? found : [...other.select(matchers, from, to), ...found];
      },
    }),
  };
}

function mayMean(matchers: readonly Matcher[], name: string): boolean {
  return matchesAll(matchers.filter((matcher) => matcher.name === "__name__"), { __name__: name });
}

function isExactName(matchers: readonly Matcher[]): boolean {
  return matchers.some(({ name, op }) => name === "__name__" && op === "=");
}

function seriesOf(track: Track, name: string): Series[] {
  if (name === "ALERTS_FOR_STATE") {
    return [{ labels: { ...track.labels, __name__: name }, samples: (from, to) => samplesOf(track.spans, track.interval, from, to, ({ activeAt }) => activeAt / 1000) }];
  }
  return (["pending", "firing"] as const).map((state) => ({
    labels: { ...track.labels, __name__: name, alertstate: state },
    samples: (from, to) => samplesOf(track.spans.filter((span) => span.state === state), track.interval, from, to, () => 1),
  }));
}

/** One sample for each evaluation, which fall on multiples of the interval, and a stale mark where a span ended. */
function samplesOf(spans: readonly Span[], interval: number, from: number, to: number, value: (span: Span) => number): Samples {
  const times: number[] = [];
  const values: number[] = [];
  const stale: number[] = [];
  for (const span of spans) {
    const first = Math.max(span.from, Math.floor(from / interval + 1) * interval);
    for (let time = first; time <= Math.min(span.to, to); time += interval) {
      times.push(time);
      values.push(value(span));
    }
    if (span.ended !== undefined) stale.push(span.ended);
  }
  return { times, values, stale };
}
