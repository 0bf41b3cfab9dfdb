import type { TimeRange } from "@/lib/model/time-range";
import { timeRanges } from "@/lib/model/time-range";
import { createCursor, type Cursor } from "./cursor";
import { paintInterval, rightEdge } from "./time-axis";

/** What every chart of a page shows at this moment: [from, to] in ms on the server's clock. */
export interface View {
  readonly range: TimeRange;
  readonly from: number;
  readonly to: number;
}

/** A chart as the painter sees it. */
export interface Paintable {
  /** Off screen or not laid out yet: not painted. */
  readonly visible: boolean;
  paint(view: View): void;
  /** Only the cursor moved. */
  paintCursor(view: View): void;
}

/** The charts of one page: one painter, one cursor, one time range, one pause. */
export interface Board {
  readonly cursor: Cursor;
  readonly view: View;
  /** Since when the view stands still, ms; undefined while it follows the clock. */
  readonly pausedAt: number | undefined;
  /** Adds a chart to the painter. Returns how to take it away. */
  add(chart: Paintable): () => void;
  /** New data: everything visible is painted in the next animation frame, once. */
  invalidate(): void;
  /** The past changed: everything visible is painted even while paused. */
  refresh(): void;
  /** One chart was laid out anew or came into sight: it is painted in the next animation frame. */
  invalidateOne(chart: Paintable): void;
  setRange(range: TimeRange): void;
  pause(paused: boolean): void;
  /** Calls back when the view was paused, resumed or got another range. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Starts the 1 Hz beat by which charts scroll even when nothing new comes. Returns how to stop it. */
  start(): () => void;
}

/**
 * One painter for all charts: a frame of data, the beat and the cursor all end in the same single
 * animation frame, so that a second costs one pass however many charts there are. A hidden tab gets
 * no animation frames and so paints nothing. `clock` is the server's time in ms.
 */
export function createBoard(clock: () => number, range: TimeRange): Board {
  const charts = new Set<Paintable>();
  const due = new Set<Paintable>();
  const listeners = new Set<() => void>();
  const cursor = createCursor();
  let current: TimeRange = range;
  let pausedAt: number | undefined;
  let frame: number | undefined;
  let allDue = false;
  let paintedAt = 0;
  let view = viewAt(current, clock());

  cursor.subscribe(request);

  function request() {
    frame ??= requestAnimationFrame(run);
  }
  function run() {
    frame = undefined;
    const now = clock();
    if (pausedAt === undefined || view.range !== current) view = viewAt(current, pausedAt ?? now);
    const everything = allDue;
    if (everything) paintedAt = now;
    const some = new Set(due);
    allDue = false;
    due.clear();
    for (const chart of charts) {
      if (!chart.visible) continue;
      if (everything || some.has(chart)) chart.paint(view);
      else chart.paintCursor(view);
    }
  }
  function everything() {
    allDue = true;
    request();
  }
  function invalidate() {
    if (pausedAt !== undefined || clock() - paintedAt < paintInterval(current) - 500) return;
    everything();
  }
  function changed() {
    for (const listener of listeners) listener();
    everything();
  }

  return {
    cursor,
    get view() {
      return view;
    },
    get pausedAt() {
      return pausedAt;
    },
    add(chart) {
      charts.add(chart);
      due.add(chart);
      request();
      return () => {
        charts.delete(chart);
        due.delete(chart);
      };
    },
    invalidate,
    refresh: everything,
    invalidateOne(chart) {
      due.add(chart);
      request();
    },
    setRange(next) {
      if (next === current) return;
      current = next;
      view = viewAt(current, pausedAt ?? clock());
      changed();
    },
    pause(paused) {
      if (paused === (pausedAt !== undefined)) return;
      pausedAt = paused ? clock() : undefined;
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      const beat = setInterval(() => {
        if (clock() - paintedAt >= 1200 && !document.hidden) invalidate();
      }, 1000);
      const shown = () => {
        if (!document.hidden && pausedAt === undefined) everything();
      };
      document.addEventListener("visibilitychange", shown);
      return () => {
        clearInterval(beat);
        document.removeEventListener("visibilitychange", shown);
        if (frame !== undefined) cancelAnimationFrame(frame);
        frame = undefined;
      };
    },
  };
}

function viewAt(range: TimeRange, now: number): View {
  const to = rightEdge(range, now);
  return { range, from: to - timeRanges[range].seconds * 1000, to };
}
