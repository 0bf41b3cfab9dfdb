import { labelsKey } from "../promql/labels";
import type { Labels } from "../series";
import type { Point, Span } from "./metrics/family";

/**
 * Series about what people and controllers made at the API server: nobody can compute their past, so each
 * change is noted when it happens. kube-state-metrics reads them like everything else of the World.
 */
export interface NotedSeries {
  /** From this moment (ms) on the series has this value; -Infinity for what was always there. */
  note(name: string, labels: Labels, value: number, at: number): void;
  /** From this moment on it is no longer there. */
  end(name: string, labels: Labels, at: number): void;
  /** The series of a metric, those that ended lately among them. */
  points(name: string): readonly Point[];
}

interface Noted extends Point {
  readonly spans: Span[];
  readonly changes: { readonly at: number; readonly value: number }[];
}

/** How many series that are over each metric keeps, and how many changes each series. */
const most = 4_000;

export function notedSeries(): NotedSeries {
  const byName = new Map<string, Map<string, Noted>>();
  const none: readonly Point[] = [];
  const lists = new Map<string, readonly Point[]>();
  const over = new Map<string, number>();
  const begin = (labels: Labels): Noted => {
    const changes: { at: number; value: number }[] = [];
    return { labels, changes, spans: [], value: (at) => (changes.length === 1 ? changes[0] : changes.findLast((change) => change.at <= at))?.value ?? NaN };
  };
  const forget = (name: string, series: Map<string, Noted>) => {
    let left = over.get(name) ?? 0;
    for (const [key, { spans }] of series) {
      if (left <= most / 2) break;
      if ((spans.at(-1)?.to ?? 0) === Infinity) continue;
      series.delete(key);
      left -= 1;
    }
    over.set(name, left);
    lists.delete(name);
  };
  return {
    note(name, labels, value, at) {
      const series = byName.get(name) ?? new Map<string, Noted>();
      byName.set(name, series);
      const key = labelsKey(labels);
      const known = series.get(key) ?? begin(labels);
      if (!series.has(key)) {
        series.set(key, known);
        lists.delete(name);
      }
      const last = known.spans.at(-1);
      if (last !== undefined && last.to < Infinity) over.set(name, (over.get(name) ?? 1) - 1);
      if (last?.to !== Infinity) known.spans.push({ from: at, to: Infinity });
      if (known.changes.at(-1)?.value !== value) known.changes.push({ at, value });
      if (known.changes.length > most) known.changes.splice(0, most / 2);
    },
    end(name, labels, at) {
      const spans = byName.get(name)?.get(labelsKey(labels))?.spans;
      const last = spans?.at(-1);
      if (spans === undefined || last?.to !== Infinity) return;
      spans.splice(-1, 1, { from: last.from, to: at });
      const ended = (over.get(name) ?? 0) + 1;
      over.set(name, ended);
      const series = byName.get(name);
      if (ended > most && series !== undefined) forget(name, series);
    },
    points(name) {
      const series = byName.get(name);
      if (series === undefined) return none;
      let list = lists.get(name);
      if (list === undefined) lists.set(name, (list = [...series.values()]));
      return list;
    },
  };
}
