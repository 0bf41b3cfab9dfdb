import type { Level } from "./level";
import { createLineList, type LineList } from "./line-list";
import { createLineRing, type Line } from "./line-ring";
import type { Matcher } from "./search";

/** Which lines are shown. */
export interface LineFilter {
  /** Streams that are hidden. */
  readonly hidden: ReadonlySet<number>;
  /** Graver or as grave; lines whose level is unknown are always shown. */
  readonly level: Level;
  /** Of those, only the ones in which the search finds something. */
  readonly matching: boolean;
}

export interface LineStoreOptions {
  /** Lines that are kept while the newest are followed. */
  readonly most: number;
  /** ms of any beginning. */
  readonly now: () => number;
  /** Calls back before the browser paints next. */
  readonly frame: (call: () => void) => void;
}

/**
 * The lines of the view, what of them is shown, and where the search finds something. All of it is
 * worked out in portions of a few ms, so that the page never stands still; what was shown stays until
 * the next is ready. Listeners hear at most once a frame.
 */
export interface LineStore {
  add(lines: readonly Line[]): void;
  cut(stream: number, bytes: number): void;
  clear(): void;
  setFilter(filter: LineFilter): void;
  setMatcher(matcher: Matcher | undefined): void;
  /** While held, nothing new is shown and nothing old forgotten. */
  hold(held: boolean): void;
  /** Whether no more should be read: too much waits to be shown. */
  readonly full: boolean;
  line(number: number): Line | undefined;
  readonly shown: LineList;
  readonly found: LineList;
  readonly matcher: Matcher | undefined;
  /** Lines that came while held. */
  readonly waiting: number;
  readonly kept: number;
  /** The number that the next line will get: it only grows. */
  readonly end: number;
  /** Something is still being worked out. */
  readonly busy: boolean;
  /** Grows with every change. */
  readonly version: number;
  readonly subscribe: (listener: () => void) => () => void;
}

/** How long one portion of work may take, ms; the first after a change may take more, as somebody waits for it. */
const portion = 8;
const firstPortion = 24;
const everything: LineFilter = { hidden: new Set(), level: 0, matching: false };

export function createLineStore({ most, now, frame }: LineStoreOptions): LineStore {
  const ring = createLineRing();
  const listeners = new Set<() => void>();
  let filter = everything;
  let matcher: Matcher | undefined;
  let current = { shown: createLineList(), found: createLineList() };
  /** What is being worked out from the beginning, until it has caught up. */
  let next: { readonly shown: LineList; readonly found: LineList } | undefined;
  let looked = 0;
  /** The end of what is shown while held. */
  let held: number | undefined;
  let scheduled = false;
  let version = 0;

  const limit = () => held ?? ring.end;
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    frame(work);
  };
  const look = (number: number, into: { readonly shown: LineList; readonly found: LineList }) => {
    const line = ring.get(number);
    if (line === undefined) return;
    if (line.stream >= 0 && (filter.hidden.has(line.stream) || (line.level !== 0 && line.level < filter.level))) return;
    const hit = line.stream >= 0 && matcher?.matches(line.plain) === true;
    if (filter.matching && matcher !== undefined && !hit) return;
    into.shown.push(number);
    if (hit) into.found.push(number);
  };
  const restart = () => {
    next = { shown: createLineList(), found: createLineList() };
    looked = ring.first;
    schedule();
  };
  function work(): void {
    scheduled = false;
    const until = now() + (next !== undefined && looked === ring.first ? firstPortion : portion);
    const into = next ?? current;
    looked = Math.max(looked, ring.first);
    while (looked < limit()) {
      // The clock is dear: a few hundred lines at a time.
      const stop = Math.min(limit(), looked + 256);
      for (; looked < stop; looked += 1) look(looked, into);
      if (now() >= until) break;
    }
    if (looked >= limit() && next !== undefined) {
      current = next;
      next = undefined;
    }
    if (looked < limit()) schedule();
    if (held === undefined) ring.trim(most);
    for (const list of [current.shown, current.found, ...(next === undefined ? [] : [next.shown, next.found])]) list.dropBefore(ring.first);
    version += 1;
    for (const listener of listeners) listener();
  }

  return {
    add(lines) {
      for (const line of lines) ring.push(line);
      // A flood must not outgrow the browser between two frames.
      if (held === undefined && ring.end - ring.first > most * 2) ring.trim(most);
      schedule();
    },
    cut(stream, bytes) {
      ring.cut(stream, bytes);
      schedule();
    },
    clear() {
      ring.clear();
      if (held !== undefined) held = ring.end;
      restart();
    },
    setFilter(wanted) {
      filter = wanted;
      restart();
    },
    setMatcher(wanted) {
      matcher = wanted;
      restart();
    },
    hold(wanted) {
      if (wanted === (held !== undefined)) return;
      held = wanted ? (next === undefined ? looked : ring.end) : undefined;
      schedule();
    },
    get full() {
      return held !== undefined && ring.end - held >= most;
    },
    line: (number) => ring.get(number),
    get shown() {
      return current.shown;
    },
    get found() {
      return current.found;
    },
    get matcher() {
      return matcher;
    },
    get waiting() {
      return held === undefined ? 0 : ring.end - held;
    },
    get kept() {
      return ring.end - ring.first;
    },
    get end() {
      return ring.end;
    },
    get busy() {
      return next !== undefined;
    },
    get version() {
      return version;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
