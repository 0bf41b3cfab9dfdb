import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMerge } from "./merge";

const item = (time: string, text = time) => ({ time, bytes: Buffer.from(text) });
const drain = (merge: ReturnType<typeof createMerge>) => {
  const taken: string[] = [];
  for (let next = merge.take(); next !== undefined; next = merge.take()) taken.push(next.bytes.toString());
  return taken;
};

it("is by time, and never changes a stream's own order", () => {
  const times = fc.array(fc.nat(50), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 5 }), (streams) => {
      const merge = createMerge(streams.length, () => 0);
      const sorted = streams.every((own) => own.every((time, index) => index === 0 || (own[index - 1] ?? 0) <= time));
      for (const [stream, own] of streams.entries()) {
        merge.push(stream, own.map((time, index) => item(String(time).padStart(3, "0"), `${time} ${stream} ${index}`)));
        merge.rest(stream);
      }
      const taken = drain(merge).map((text) => text.split(" ").map(Number));
      expect(taken).toHaveLength(streams.flat().length);
      for (const stream of streams.keys()) {
        const places = taken.filter(([, from]) => from === stream).map(([, , index]) => index);
        expect(places).toEqual([...places.keys()]);
      }
      if (sorted) expect(taken.map(([time]) => time)).toEqual(taken.map(([time]) => time ?? 0).sort((a, b) => a - b));
    }),
    { seed: 47, numRuns: 1_000 },
  );
});

describe("a silent stream", () => {
  it("holds the others up for a moment only", () => {
    let now = 0;
    const merge = createMerge(2, () => now);
    merge.begin(0);
    merge.push(0, [item("5")]);
    expect(drain(merge)).toEqual([]);
    expect(merge.patience).toBe(1_500);
    now = 300;
    merge.begin(1);
    expect(merge.patience).toBe(250);
    merge.push(1, [item("4")]);
    expect(drain(merge)).toEqual(["4"]);
    now = 550;
    expect(drain(merge)).toEqual(["5"]);
    expect(merge.patience).toBeUndefined();
  });

  it("that ended holds up nobody, and joins again when it begins", () => {
    const merge = createMerge(2, () => 0);
    merge.rest(1);
    merge.begin(0);
    merge.push(0, [item("1")]);
    expect(drain(merge)).toEqual(["1"]);
    merge.begin(1);
    merge.push(0, [item("3")]);
    expect(drain(merge)).toEqual([]);
    merge.push(1, [item("2")]);
    merge.rest(1);
    expect(drain(merge)).toEqual(["2", "3"]);
  });
});

it("puts lines without a time where they were", () => {
  const merge = createMerge(2, () => 0);
  merge.push(0, [item("2"), item("", "no time"), item("4")]);
  merge.push(1, [item("1"), item("3")]);
  merge.rest(0);
  merge.rest(1);
  expect(drain(merge)).toEqual(["1", "2", "no time", "3", "4"]);
});

it("knows what waits", () => {
  const merge = createMerge(1, () => 0);
  merge.push(0, [item("1", "12345"), item("2", "123")]);
  expect(merge.size(0)).toBe(8);
  merge.take();
  expect(merge.size(0)).toBe(3);
});
