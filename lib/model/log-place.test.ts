import fc from "fast-check";
import { expect, it } from "vitest";
import { createLogPlace } from "./log-place";

const start = Date.parse("2026-11-21T13:58:00Z");
/** Nanoseconds after the start, as a container's runtime stamps them. */
const stamp = (ns: number) => `${new Date(start + Math.floor(ns / 1e9) * 1_000).toISOString().slice(0, 19)}.${String(Math.floor(ns % 1e9)).padStart(9, "0")}Z`;

/** A log file: mostly in order, some times equal, some a little late, as two outputs share it. */
const file = fc
  .array(fc.record({ step: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1e6, max: 2.5e9 })), late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ max: 9e8, min: 0 })) }), { maxLength: 60 })
  .map((steps) => {
    let at = 2e9;
    return steps.map(({ step, late }, index) => {
      at += step;
      return { time: stamp(Math.max(0, at - late)), text: `line ${index}` };
    });
  });

/** What Kubernetes answers to sinceTime: every line that is not older, in the file's order. */
const answered = (lines: readonly { readonly time: string; readonly text: string }[], since: string | undefined) =>
  lines.filter(({ time }) => since === undefined || time >= since.replace("Z", ".000000000Z"));

it("continues without loss or repetition, wherever and however often it breaks", () => {
  fc.assert(
    fc.property(file, fc.array(fc.nat(60), { maxLength: 6 }), (lines, cuts) => {
      const place = createLogPlace();
      const seen: string[] = [];
      for (const written of [...cuts.map((cut) => Math.min(cut, lines.length)).sort((a, b) => a - b), lines.length]) {
        place.again();
        for (const { time, text } of answered(lines.slice(0, written), place.since)) if (place.take(time)) seen.push(text);
      }
      expect(seen).toEqual(lines.map(({ text }) => text));
    }),
    { seed: 22, numRuns: 2_000 },
  );
});

it("also when it breaks again before it came to where it was", () => {
  fc.assert(
    fc.property(file, fc.nat(60), fc.nat(60), (lines, cut, short) => {
      const place = createLogPlace();
      const seen: string[] = [];
      const read = (found: readonly { readonly time: string; readonly text: string }[]) => {
        for (const { time, text } of found) if (place.take(time)) seen.push(text);
      };
      read(lines.slice(0, cut));
      place.again();
      read(answered(lines.slice(0, cut), place.since).slice(0, short));
      place.again();
      read(answered(lines, place.since));
      expect(seen).toEqual(lines.map(({ text }) => text));
    }),
    { seed: 38, numRuns: 1_000 },
  );
});

it("keeps what is new where the node threw away what was seen", () => {
  const place = createLogPlace();
  place.take(stamp(5e9));
  place.take(stamp(5e9 + 1));
  place.again();
  expect([stamp(5e9 + 2), stamp(6e9)].map((time) => place.take(time))).toEqual([true, true]);
});

it("takes a line without a time for new", () => {
  const place = createLogPlace();
  expect([place.take(""), place.take("")]).toEqual([true, true]);
  expect(place.since).toBeUndefined();
});

it("forgets times in a flood, and still repeats nothing", () => {
  const place = createLogPlace();
  const flood = Array.from({ length: 120_000 }, (_, index) => stamp(3e9 + index));
  for (const time of flood) place.take(time);
  place.again();
  expect(flood.some((time) => place.take(time))).toBe(false);
  expect(place.take(stamp(3e9 + 500_000))).toBe(true);
});
