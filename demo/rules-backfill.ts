import { type Engine, type Point } from "./promql";
import { alertLabels, type RuleState } from "./rules-alert";
import type { AlertHistory, Past } from "./rules-history";
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

/** Stretches without a break; one that is shorter than `keep` is none. */
function runsOf(points: readonly Point[], step: number, keep = 0): Run[] {
  const runs: Run[] = [];
  for (const [time, value] of points) {
    const last = runs.at(-1);
    if (last && time - last.to <= Math.max(step, keep)) {
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
    for (const run of runsOf(points, step, state.keep)) {
      const since = (run.from === start ? earlier.get(keyOf(state, labels)) : undefined) ?? run.from;
      const sample = { labels, value: run.value };
      // What fires goes on for as long as its rule keeps it.
      const kept = state.keep > 0 && run.to - since >= state.wait ? Math.min(at, run.to + state.keep) : run.to;
      record(state, history, alertLabels(state.rule, sample), since, kept);
      if (kept === at) state.restore(sample, since, at, run.to === at ? undefined : run.to + step);
      else history.end(alertLabels(state.rule, sample), kept + step);
    }
  }
}

const day = { length: 24 * 60 * minute, step: 5 * minute, part: 4 * 60 * minute };

/**
 * Recalls what came and went in the last day, before the half hour that was lived through: in large steps, and
 * part by part, so that other work of the process gets its turn.
 */
export async function recallDay(state: RuleState, engine: Engine, history: AlertHistory, at: number, turn: () => Promise<void>): Promise<void> {
  const end = Math.floor((at - near.length) / day.step) * day.step;
  const found = new Map<string, { readonly labels: Labels; readonly points: Point[] }>();
  for (let from = end - day.length + near.length; from < end; from += day.part) {
    await turn();
    for (const { labels, points } of engine.range(state.rule.expr, from, Math.min(end, from + day.part) - day.step, day.step)) {
      const own = alertLabels(state.rule, { labels });
      const key = keyOf(state, labels);
      const known = found.get(key) ?? { labels: own, points: [] };
      found.set(key, known);
      known.points.push(...points);
    }
  }
  for (const { labels, points } of found.values()) {
    const past = runsOf(points, day.step, state.keep).filter(({ to }) => to < end - day.step).flatMap(({ from, to }) => stretchesOf(state, from, to + state.keep));
    if (past.length > 0) history.recall(labels, past, state.interval);
  }
}

/** A run of the past as pending and firing. */
function stretchesOf({ interval, wait }: RuleState, from: number, to: number): Past[] {
  const fires = from + Math.ceil(wait / interval) * interval;
  return [
    ...(wait > 0 ? [{ state: "pending" as const, activeAt: from, from, to: Math.min(to, fires - interval), ended: Math.min(to + interval, fires) }] : []),
    ...(fires <= to ? [{ state: "firing" as const, activeAt: from, from: fires, to, ended: to + interval }] : []),
  ];
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
