import { expect, it } from "vitest";
import { createRing } from "./ring";
import { createStretch, createTimeline, type Stretch, type Timeline } from "./timeline";

const read = (timeline: Timeline, line: string, stretch: Stretch) => {
  const values = new Float64Array(stretch.times.length);
  timeline.read(line, stretch, values);
  return Array.from({ length: stretch.count }, (_, i) => [stretch.times[i], values[i], stretch.joined[i]]);
};
const whole = (timeline: Timeline, line = "a", from = -1e6, to = 1e9) => {
  const stretch = createStretch();
  timeline.stretch(from, to, stretch);
  return { points: read(timeline, line, stretch), seam: stretch.seam };
};

it("forgets the oldest measurement when it is full, and keeps lines apart", () => {
  const ring = createRing(3);
  for (let i = 1; i <= 8; i += 1) ring.push(i, 1, i === 6 ? { b: 60 } : { a: i * 10 });
  const held = Array.from({ length: ring.length }, (_, i) => [ring.times[ring.first + i], ring.column("a")?.[ring.first + i], ring.column("b")?.[ring.first + i]]);
  expect(held).toEqual([
    [6, NaN, 60],
    [7, 70, NaN],
    [8, 80, NaN],
  ]);
});

it("ignores duplicates and what is not newer, and values that are no numbers", () => {
  const ring = createRing(4);
  ring.push(10, 1, { a: 1 });
  ring.push(10, 1, { a: 2 });
  ring.push(9, 1, { a: 3 });
  ring.push(11, 1, { a: Infinity });
  expect(ring.length).toBe(2);
  expect(ring.column("a")?.slice(0, 2)).toEqual(Float64Array.of(1, NaN));
});

it("shows history up to where live data begins, then live, and joins the two", () => {
  const timeline = createTimeline();
  timeline.setHistory({ times: [0, 15_000, 30_000, 45_000], lines: { a: [1, 2, 3, 4] } }, 15_000);
  for (const at of [31_000, 32_000, 33_000]) timeline.push(at, 1000, { a: at / 100 });
  const { points, seam } = whole(timeline, "a", 0, 33_500);
  expect(points).toEqual([
    [0, 1, 0],
    [15_000, 2, 1],
    [30_000, 3, 1],
    [31_000, 310, 1],
    [32_000, 320, 1],
    [33_000, 330, 1],
  ]);
  expect(seam).toBe(31_000);
});

it("leaves a gap where more than three intervals were lost, and bridges fewer", () => {
  const timeline = createTimeline();
  for (const at of [0, 1000, 4000, 9000]) timeline.push(at, 1000, { a: at });
  expect(whole(timeline).points.map(([, , joined]) => joined)).toEqual([0, 1, 1, 0]);
});

it("fills a hole in the live data from history that came later", () => {
  const timeline = createTimeline();
  for (const at of [0, 1000, 2000, 120_000, 121_000]) timeline.push(at, 1000, { a: at });
  timeline.setHistory({ times: [0, 30_000, 60_000, 90_000, 120_000], lines: { a: [9, 9, 9, 9, 9] } }, 30_000);
  expect(whole(timeline).points.map(([at]) => at)).toEqual([0, 1000, 2000, 30_000, 60_000, 90_000, 120_000, 121_000]);
});

it("lets history carry on behind a silent exporter", () => {
  const timeline = createTimeline();
  timeline.push(10_000, 1000, { a: 1 });
  timeline.setHistory({ times: [0, 15_000, 30_000, 45_000], lines: { a: [2, 2, 2, 2] } }, 15_000);
  expect(whole(timeline).points.map(([at]) => at)).toEqual([0, 10_000, 30_000, 45_000]);
});

it("keeps one point left of the window, so that lines enter from the edge", () => {
  const timeline = createTimeline();
  for (let at = 0; at < 10_000; at += 1000) timeline.push(at, 1000, { a: at });
  expect(whole(timeline, "a", 4500, 7500).points.map(([at]) => at)).toEqual([4000, 5000, 6000, 7000]);
});

it("takes a snapshot again after a break without doubling or losing what is older", () => {
  const timeline = createTimeline();
  for (let at = 0; at < 5000; at += 1000) timeline.push(at, 1000, { a: 1 });
  timeline.dropFrom(3000);
  for (let at = 3000; at < 7000; at += 1000) timeline.push(at, 1000, { a: 2 });
  expect(whole(timeline).points.map(([at, value]) => [at, value])).toEqual([
    [0, 1],
    [1000, 1],
    [2000, 1],
    [3000, 2],
    [4000, 2],
    [5000, 2],
    [6000, 2],
  ]);
});

it("tells of a line that only live data or only history has", () => {
  const timeline = createTimeline();
  timeline.setHistory({ times: [0], lines: { old: [1] } }, 15_000);
  timeline.push(20_000, 1000, { new: 2 });
  expect(timeline.lines()).toEqual(["old", "new"]);
  expect(whole(timeline, "new").points.map(([, value]) => value)).toEqual([NaN, 2]);
});
