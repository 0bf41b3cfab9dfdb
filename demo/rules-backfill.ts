import { type Engine, type Point } from "./promql";
import { alertLabels, type RuleState } from "./rules-alert";
import type { AlertHistory } from "./rules-history";
import type { Labels } from "./series";

const minute = 60_000;
const near = { length: 30 * minute, step: 30_000 };
const far = { length: 6 * 60 * minute, step: 5 * minute };

/** A stretch of evaluations in which an element was there without a break; ms. */
interface Run {
  readonly from: number;
  to: number;
  value: number;
}

function runsOf(points: readonly Point[], step: number): Run[] {
  const runs: Run[] = [];
  for (const [time, value] of points) {
    const last = runs.at(-1);
    if (last && time - last.to === step) {
      last.to = time;
      last.value = value;
    } else runs.push({ from: time, to: time, value });
  }
  return runs;
}

/**
 * Lives through the recent past in one go, because its series are known: what has been true
 * for long enough fires from the first moment, since when it did, and the last half hour
 * can be queried as `ALERTS`. What was true at its beginning already is followed back
 * further in larger steps.
 */
export function backfillRule(state: RuleState, engine: Engine, history: AlertHistory, at: number): void {
  const step = Math.max(near.step, state.interval);
  const start = at - near.length;
  const earlier = new Map<string, number>();
  const series = engine.range(state.rule.expr, start, at, step);
  if (series.some(({ points }) => points[0]?.[0] === start)) {
    for (const { labels, points } of engine.range(state.rule.expr, start - far.length, start, far.step)) {
      const last = runsOf(points, far.step).at(-1);
      if (last?.to === start) earlier.set(keyOf(state, labels), last.from);
    }
  }
  for (const { labels, points } of series) {
    for (const run of runsOf(points, step)) {
      const since = (run.from === start ? earlier.get(keyOf(state, labels)) : undefined) ?? run.from;
      const sample = { labels, value: run.value };
      record(state, history, alertLabels(state.rule, sample), since, run.to);
      if (run.to === at) state.restore(sample, since, at);
      else history.end(alertLabels(state.rule, sample), run.to + step);
    }
  }
}

function record(state: RuleState, history: AlertHistory, labels: Labels, since: number, to: number): void {
  const { interval, wait } = state;
  const fires = since + Math.ceil(wait / interval) * interval;
  if (wait > 0) history.note(labels, "pending", since, since, Math.min(to, fires - interval), interval);
  if (fires <= to) history.note(labels, "firing", since, fires, to, interval);
}

function keyOf(state: RuleState, labels: Labels): string {
  return JSON.stringify(Object.entries(alertLabels(state.rule, { labels })).sort());
}
