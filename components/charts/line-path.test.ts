import { expect, it } from "vitest";
import { linePath } from "./line-path";
import { createStretch } from "./timeline";

const stretchOf = (times: readonly number[], joined: readonly number[]) => ({
  ...createStretch(),
  count: times.length,
  times: Float64Array.from(times),
  joined: Uint8Array.from(joined),
});
const geometry = { width: 100, height: 50, from: 0, to: 1000, top: 10 };

it("draws time to the right and values upwards", () => {
  const path = linePath(stretchOf([0, 500, 1000], [0, 1, 1]), Float64Array.of(0, 5, 10), geometry);
  expect(path).toBe("M0 50L50 25L100 0");
});

it("lifts the pen at unknown values and at gaps, and still shows a lone point", () => {
  const path = linePath(stretchOf([0, 100, 200, 300, 900], [0, 1, 1, 1, 0]), Float64Array.of(1, NaN, 2, 3, 4), geometry);
  expect(path).toBe("M0 45h.1M20 40L30 35M90 30h.1");
});

it("pulls what is beyond the axis to just outside the plot", () => {
  expect(linePath(stretchOf([0, 1000], [0, 1]), Float64Array.of(1e12, -1e12), geometry)).toBe("M0 -4.0L100 54");
});

it("keeps every peak when there are more points than pixels", () => {
  const count = 1000;
  const times = Array.from({ length: count }, (_, i) => i);
  const values = Float64Array.from(times, (i) => (i === 503 ? 10 : 1));
  const path = linePath(stretchOf(times, times.map((i) => (i === 0 ? 0 : 1))), values, geometry);
  expect(path.split("L").length).toBeLessThan(210);
  expect(path).toContain("L50.3 0");
});

it("cuts dense data at the same times while the window moves, so that lines do not shimmer", () => {
  const times = Array.from({ length: 1000 }, (_, i) => i);
  const values = Float64Array.from(times, (i) => (i * 7919) % 10);
  const joined = times.map((i) => (i === 0 ? 0 : 1));
  const heights = (path: string) => path.slice(1).split("L").map((point) => point.split(" ")[1]);
  const first = heights(linePath(stretchOf(times, joined), values, geometry));
  const later = heights(linePath(stretchOf(times, joined), values, { ...geometry, from: 3, to: 1003 }));
  expect(later).toEqual(first);
});
