import { expect, it } from "vitest";
import { paintInterval, rightEdge, timeTicks } from "./time-axis";

it("counts back from now on short ranges, and these ticks never move", () => {
  expect(timeTicks("15m", 123).map(({ label }) => label)).toEqual(["−15 min", "−10", "−5", "now"]);
  expect(timeTicks("15m", 9_999_999)).toEqual(timeTicks("15m", 0));
});

it("tells the clock on long ranges, with the day at midnight", () => {
  const end = new Date(2026, 2, 10, 14, 30).getTime();
  const day = timeTicks("24h", end);
  expect(day.map(({ label }) => label)).toEqual(["16:00", "20:00", "Tue 10", "04:00", "08:00", "12:00"]);
  for (const { offset } of day) expect(offset).toBeGreaterThanOrEqual(-86_400);
  expect(timeTicks("7d", end)).toHaveLength(7);
});

it("moves the right edge of long ranges in steps that cannot be seen, never before now", () => {
  const now = 1_700_000_000_123;
  expect(rightEdge("15m", now)).toBe(now);
  expect(rightEdge("7d", now)).toBeGreaterThanOrEqual(now);
  expect(rightEdge("7d", now) - now).toBeLessThan(604_800_000 / 600);
  expect(rightEdge("7d", now + 1000)).toBe(rightEdge("7d", now));
});

it("paints a short range with every frame and a long one less often", () => {
  expect(paintInterval("15m")).toBe(1000);
  expect(paintInterval("7d")).toBe(10_000);
});
