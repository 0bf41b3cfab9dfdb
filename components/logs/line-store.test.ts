import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Level } from "./level";
import { createLineList } from "./line-list";
import type { Line } from "./line-ring";
import { createLineStore, type LineStore } from "./line-store";
import { plainMatcher } from "./search";
import { stepFrom } from "./use-log-step";

const line = (text: string, more: Partial<Line> = {}): Line => ({ stream: 0, time: "", text, plain: text, level: 0, cut: 0, ...more });
const numbered = (from: number, count: number, more: Partial<Line> = {}) => Array.from({ length: count }, (_, index) => line(`line ${from + index}`, more));

let now: number;
let frames: (() => void)[];
let store: LineStore;
/** One frame of the browser; the clock stands still in it, so that one portion does all. */
const frame = () => frames.splice(0).forEach((call) => call());
const texts = (list = store.shown) => Array.from({ length: list.length }, (_, index) => store.line(list.at(index))?.plain);

beforeEach(() => {
  now = 0;
  frames = [];
  store = createLineStore({ most: 100, now: () => now, frame: (call) => void frames.push(call) });
});

describe("the ring", () => {
  it("keeps the newest lines", () => {
    store.add(numbered(0, 250));
    frame();
    frame();
    store.add(numbered(250, 10));
    frame();
    expect(store.kept).toBe(100);
    expect(texts()[0]).toBe("line 160");
    expect(texts().at(-1)).toBe("line 259");
  });

  it("forgets nothing and shows nothing new while it is held, and then catches up", () => {
    store.add(numbered(0, 100));
    frame();
    store.hold(true);
    store.add(numbered(100, 60));
    frame();
    expect([texts().length, texts()[0], store.waiting, store.full]).toEqual([100, "line 0", 60, false]);
    store.add(numbered(160, 40));
    expect(store.full).toBe(true);
    store.hold(false);
    frame();
    frame();
    expect([texts().at(-1), store.kept, store.full]).toEqual(["line 199", 100, false]);
  });

  it("outgrows nothing between two frames", () => {
    for (let turn = 0; turn < 100; turn += 1) store.add(numbered(turn * 100, 100));
    expect(store.kept).toBeLessThanOrEqual(300);
  });

  it("marks what was cut off the last line of a stream", () => {
    store.add([line("a"), line("b", { stream: 1 })]);
    store.cut(0, 7);
    frame();
    expect([store.line(0)?.cut, store.line(1)?.cut]).toEqual([7, 0]);
  });

  it("begins anew when it is cleared, held or not", () => {
    store.add(numbered(0, 10));
    frame();
    store.hold(true);
    store.clear();
    frame();
    expect(texts()).toEqual([]);
    store.hold(false);
    store.add([line("new")]);
    frame();
    expect(texts()).toEqual(["new"]);
  });
});

describe("what is shown", () => {
  it("leaves out hidden streams and lesser levels, never notes and what has no level", () => {
    store.add([line("debug", { level: 2 }), line("error", { level: 5 }), line("plain"), line("other", { stream: 1, level: 5 }), line("note", { stream: -1 })]);
    store.setFilter({ hidden: new Set([1]), level: 4, matching: false });
    frame();
    expect(texts()).toEqual(["error", "plain", "note"]);
  });

  it("stays until the next is worked out, in portions", () => {
    store = createLineStore({ most: 5_000, now: () => (now += 5), frame: (call) => void frames.push(call) });
    store.add(numbered(0, 2_000));
    while (frames.length > 0) frame();
    store.setMatcher(plainMatcher({ text: "99", exact: true }));
    store.setFilter({ hidden: new Set(), level: 0, matching: true });
    frame();
    expect([store.busy, store.shown.length]).toEqual([true, 2_000]);
    while (frames.length > 0) frame();
    expect([store.busy, store.shown.length, store.found.length]).toEqual([false, 38, 38]);
  });

  it("is as if all were looked at once, however lines and wishes come", () => {
    const step = fc.oneof(
      fc.record({ add: fc.array(fc.record({ text: fc.constantFrom("aa", "ab", "bb"), level: fc.constantFrom<Level>(0, 2, 5), stream: fc.nat(2) }), { maxLength: 30 }) }),
      fc.record({ filter: fc.record({ hidden: fc.uniqueArray(fc.nat(2)).map((all) => new Set(all)), level: fc.constantFrom<Level>(0, 4), matching: fc.boolean() }) }),
      fc.record({ search: fc.constantFrom("a", "b", undefined) }),
      fc.constant({ frame: true }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let clock = 0;
        const waiting: (() => void)[] = [];
        const own = createLineStore({ most: 100, now: () => (clock += 7), frame: (call) => void waiting.push(call) });
        const all: Line[] = [];
        let [filter, search]: [{ hidden: ReadonlySet<number>; level: Level; matching: boolean }, string | undefined] = [{ hidden: new Set(), level: 0, matching: false }, undefined];
        for (const each of steps) {
          if ("add" in each) {
            const lines = each.add.map(({ text, ...more }) => line(text, more));
            all.push(...lines);
            own.add(lines);
          } else if ("filter" in each) own.setFilter((filter = each.filter));
          else if ("search" in each) own.setMatcher((search = each.search) === undefined ? undefined : plainMatcher({ text: search, exact: true }));
          else waiting.splice(0).forEach((call) => call());
        }
        while (waiting.length > 0) waiting.splice(0).forEach((call) => call());
        const kept = all.slice(-own.kept);
        const hit = ({ plain }: Line) => search !== undefined && plain.includes(search);
        const passes = (each: Line) => !filter.hidden.has(each.stream) && (each.level === 0 || each.level >= filter.level) && (!filter.matching || search === undefined || hit(each));
        const shown = Array.from({ length: own.shown.length }, (_, index) => own.line(own.shown.at(index)));
        const found = Array.from({ length: own.found.length }, (_, index) => own.line(own.found.at(index)));
        expect(shown).toEqual(kept.filter(passes));
        expect(found).toEqual(kept.filter((each) => passes(each) && hit(each)));
      }),
      { seed: 11, numRuns: 400 },
    );
  });
});

describe("stepping through what was found", () => {
  const list = createLineList();
  for (const number of [3, 7, 20]) list.push(number);

  it("goes on from a line, found or not, and round at the ends", () => {
    const walk = (from: number | undefined, by: 1 | -1) => stepFrom(list, from, by);
    expect([walk(undefined, 1), walk(undefined, -1)]).toEqual([3, 20]);
    expect([walk(3, 1), walk(4, 1), walk(20, 1), walk(50, 1)]).toEqual([7, 7, 3, 3]);
    expect([walk(7, -1), walk(8, -1), walk(3, -1), walk(0, -1)]).toEqual([3, 7, 20, 20]);
    expect(stepFrom(createLineList(), 5, 1)).toBeUndefined();
  });
});

it("a list of numbers forgets its beginning", () => {
  const list = createLineList();
  for (let number = 0; number < 20_000; number += 2) list.push(number);
  list.dropBefore(15_001);
  expect([list.length, list.at(0), list.indexOf(15_003), list.at(list.length)]).toEqual([2_499, 15_002, 1, -1]);
});
