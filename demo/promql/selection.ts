import type { Labels, Samples, Series, SeriesSource } from "../series";
import type { Shift, VectorSelector } from "./ast";
import { inOrder, sourceKey } from "./labels";
import { emptyRow, type Grid, isInhabited, type Row } from "./rows";
import type { Window } from "./window";

/** What evaluation looks at: the World, and the ends of the query for `start()` and `end()`. */
export interface Scope {
  readonly source: SeriesSource;
  /** How long a sample stands for the present; ms. */
  readonly lookback: number;
  /** Step of a subquery without one; ms. */
  readonly subqueryStep: number;
  readonly start: number;
  readonly end: number;
}

/** The instant a selector looks back from, at step i of the grid. */
export function reference(shift: Shift, grid: Grid, scope: Scope): (step: number) => number {
  const { at, offset } = shift;
  if (at === undefined) return (step) => grid.start + grid.step * step - offset;
  const fixed = (at === "start" ? scope.start : at === "end" ? scope.end : at) - offset;
  return () => fixed;
}

/** The series of a selector with anything in the ranges of the whole grid, in Prometheus' order. */
function selectSeries(selector: VectorSelector, grid: Grid, range: number, scope: Scope): Series[] {
  if (grid.count === 0) return [];
  const at = reference(selector, grid, scope);
  const found = scope.source.select(selector.matchers, at(0) - range - 1, at(grid.count - 1));
  return inOrder(found.map(withoutEmptyLabels), ({ labels }) => sourceKey(labels));
}

function withoutEmptyLabels(series: Series): Series {
  if (!Object.values(series.labels).includes("")) return series;
  const labels: Labels = Object.fromEntries(Object.entries(series.labels).filter(([, value]) => value !== ""));
  return { labels, samples: (from, to) => series.samples(from, to) };
}

/** What is read of a series at once; ms. A source that remembers its latest moments has them for the next series too. */
const readAtOnce = 50 * 60_000;

/** The first and the one after the last step of each stretch that is read at once. */
function stretches(at: (step: number) => number, range: number, grid: Grid): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (let from = 0, to = 0; from < grid.count; from = to) {
    for (to = from + 1; to < grid.count; to += 1) {
      const span = at(to) - at(from);
      if (span > 0 && (grid.step > range || span > Math.max(readAtOnce, 4 * range))) break;
    }
    found.push([from, to]);
  }
  return found;
}

/** Sees the samples of one series at one step: `samples` from index `from` to before index `to`. */
export type Visit = (series: number, step: number, samples: Samples, from: number, to: number) => void;

/**
 * Visits, for every series and step, the samples in [reference − range, reference], both
 * ends included as in Prometheus 2.42. Overlapping ranges are read once and slid over;
 * ranges with gaps between them are read one by one, so that a week at 240 points does not
 * read a week.
 */
export function eachWindow(series: readonly Series[], at: (step: number) => number, range: number, grid: Grid, visit: Visit): void {
  for (const [first, after] of stretches(at, range, grid)) {
    const begin = at(first) - range - 1;
    const end = at(after - 1);
    for (let index = 0; index < series.length; index += 1) {
      const samples = (series[index] as Series).samples(begin, end);
      const { times } = samples;
      let from = 0;
      let to = 0;
      for (let step = first; step < after; step += 1) {
        const last = at(step);
        while (to < times.length && (times[to] as number) <= last) to += 1;
        while (from < to && (times[from] as number) < last - range) from += 1;
        visit(index, step, samples, from, to);
      }
    }
  }
}

/** Whether the series was marked stale after its last sample and by the reference. */
function isStale(samples: Samples, lastTime: number, at: number): boolean {
  return samples.stale?.some((marked) => marked > lastTime && marked <= at) ?? false;
}

/** Evaluates an instant selector; `figure` chooses the sample's value or its time. */
export function selectRows(selector: VectorSelector, grid: Grid, scope: Scope, figure: "value" | "time" = "value"): Row[] {
  const at = reference(selector, grid, scope);
  // Only the newest sample counts: where steps share none, two scrapes are read before all of the lookback is.
  const near = Math.min(scope.lookback, 2 * scope.source.scrapeInterval);
  const narrow = grid.count === 1 || grid.step > scope.lookback;
  const found = selectSeries(selector, grid, scope.lookback, scope);
  const rows = found.map((series) => emptyRow(series.labels, grid.count));
  eachWindow(found, at, narrow ? near : scope.lookback, grid, (index, step, window, from, to) => {
    let samples = window;
    let last = to - 1;
    if (last < from) {
      if (!narrow) return;
      samples = (found[index] as Series).samples(at(step) - scope.lookback - 1, at(step));
      last = samples.times.length - 1;
      if (last < 0) return;
    }
    const time = samples.times[last] as number;
    if (isStale(samples, time, at(step))) return;
    const row = rows[index] as Row;
    row.has[step] = 1;
    row.values[step] = figure === "time" ? time / 1000 : (samples.values[last] as number);
  });
  return rows.filter(isInhabited);
}

/** The series of a range selector, for {@link eachWindow}. */
export function selectRanges(selector: VectorSelector, range: number, grid: Grid, scope: Scope): Series[] {
  return selectSeries(selector, grid, range, scope);
}

/** A fresh window, refilled for every step of every series. */
export function createWindow(): Window {
  return { times: [], values: [], from: 0, to: 0, start: 0, end: 0, at: 0, param: NaN };
}
