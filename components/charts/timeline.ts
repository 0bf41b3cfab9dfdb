import type { ChartHistory } from "@/lib/model/history";
import { createRing, type Ring } from "./ring";

/** Points further apart than this many intervals are not joined: nobody knows what was between them. */
export const gapIntervals = 3;

/** A stretch of a timeline, ready to draw: history first, live where it exists. Reused between paints. */
export interface Stretch {
  count: number;
  /** When each point was measured, ms. */
  times: Float64Array;
  /** Where each point's values stand: a history index, or `-1 - place` of the live ring. */
  places: Int32Array;
  /** 1 where a line may come from the point before. */
  joined: Uint8Array;
  /** Where live data begins, ms; NaN without any. */
  seam: number;
  /** The interval of live measurements there, ms. */
  seamEvery: number;
}

/** The past and the live edge of one chart as one series of points. */
export interface Timeline {
  /** Changes whenever lines or history may have changed. */
  readonly version: number;
  /** When the newest measurement was made, ms; NaN before the first. */
  readonly newest: number;
  /** The ids of all lines, history's first, then those only live has. */
  lines(): readonly string[];
  setHistory(history: ChartHistory | undefined, step: number): void;
  push(at: number, every: number, values: Readonly<Record<string, number>>): void;
  dropFrom(at: number): void;
  /** Points in [from, to], one more before it so that lines enter from the left. */
  stretch(from: number, to: number, into: Stretch): void;
  /** The values of one line along a stretch, NaN where it has none. */
  read(line: string, stretch: Stretch, into: Float64Array): void;
}

export function createStretch(): Stretch {
  return { count: 0, times: new Float64Array(512), places: new Int32Array(512), joined: new Uint8Array(512), seam: NaN, seamEvery: NaN };
}

/** A timeline that keeps `capacity` live measurements. */
export function createTimeline(capacity = 3600): Timeline {
  const ring = createRing(capacity);
  let past: ChartHistory = { times: [], lines: {} };
  let step = 15_000;
  let version = 0;
  let known = 0;

  return {
    get version() {
      return version;
    },
    get newest() {
      return ring.length > 0 ? (ring.times[ring.first + ring.length - 1] ?? NaN) : (past.times.at(-1) ?? NaN);
    },
    lines: () => [...new Set([...Object.keys(past.lines), ...ring.lines()])],
    setHistory(history, distance) {
      past = history ?? { times: [], lines: {} };
      step = distance;
      version += 1;
    },
    push(at, every, values) {
      ring.push(at, every, values);
      const count = Object.keys(values).length;
      if (count !== known) version += 1;
      known = count;
    },
    dropFrom: (at) => ring.dropFrom(at),
    stretch: (from, to, into) => join(past.times, step, ring, from, to, into),
    read(line, stretch, into) {
      const history = past.lines[line];
      const column = ring.column(line);
      for (let i = 0; i < stretch.count; i += 1) {
        const place = stretch.places[i] ?? 0;
        into[i] = (place >= 0 ? history?.[place] : column?.[-1 - place]) ?? NaN;
      }
    },
  };
}

/**
 * Merges history and live: history fills what live leaves out, before it, behind it and in its holes.
 * Live measurements are joined over a few lost ones; history to live over a few of history's steps.
 */
function join(past: readonly number[], step: number, ring: Ring, from: number, to: number, into: Stretch): void {
  reserve(into, past.length + ring.length);
  const { times, places, joined } = into;
  const { times: measured, intervals, first } = ring;
  const end = first + ring.length;
  let next = Math.max(0, firstAtOrAfter(past.length, (i) => past[i] ?? NaN, from) - 1);
  let live = Math.max(first, first + firstAtOrAfter(ring.length, (i) => measured[first + i] ?? NaN, from) - 1);
  let liveBefore = live > first ? (measured[live - 1] ?? NaN) : NaN;
  let last = NaN;
  let lastWasPast = false;
  let count = 0;
  for (;;) {
    const liveAt = live < end ? (measured[live] ?? Infinity) : Infinity;
    const pastAt = next < past.length ? (past[next] ?? Infinity) : Infinity;
    if (liveAt > to && pastAt > to) break;
    const every = intervals[live] ?? NaN;
    const isPast = pastAt < liveAt;
    if (isPast) {
      const covered = liveAt - liveBefore <= every * gapIntervals || pastAt - liveBefore < step / 2;
      next += 1;
      if (covered) continue;
      places[count] = next - 1;
    } else {
      places[count] = -1 - live;
      liveBefore = liveAt;
      live += 1;
      if (pastAt === liveAt) next += 1;
    }
    const at = isPast ? pastAt : liveAt;
    times[count] = at;
    joined[count] = at - last <= (isPast || lastWasPast ? step : every) * gapIntervals ? 1 : 0;
    last = at;
    lastWasPast = isPast;
    count += 1;
  }
  into.count = count;
  into.seam = ring.length > 0 ? (measured[first] ?? NaN) : NaN;
  into.seamEvery = intervals[first] ?? NaN;
}

function reserve(stretch: Stretch, size: number): void {
  if (stretch.times.length >= size) return;
  stretch.times = new Float64Array(size * 2);
  stretch.places = new Int32Array(size * 2);
  stretch.joined = new Uint8Array(size * 2);
}

/** The first index whose time is not before `at`, by bisection. */
export function firstAtOrAfter(length: number, time: (index: number) => number, at: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time(middle) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
