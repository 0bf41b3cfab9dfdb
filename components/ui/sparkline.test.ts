import { expect, it } from "vitest";
import { sparkPaths } from "./sparkline";

const moves = (path: string) => [...path].filter((letter) => letter === "M").length;

it("leaves a gap where there is no sample instead of bridging it", () => {
  expect(moves(sparkPaths([0.1, 0.2, null, null, 0.3, 0.4], 1).line)).toBe(2);
  expect(moves(sparkPaths([0.1, 0.2, Number.NaN, 0.3], 1).line)).toBe(2);
  expect(moves(sparkPaths([null, 0.1, 0.2, null], 1).line)).toBe(1);
});

it("stays inside its box whatever the values are", () => {
  const { line, area } = sparkPaths([-5, 0, 1, 7], 1);
  const heights = [...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...heights)).toBeLessThanOrEqual(28);
  expect(area).not.toContain("NaN");
});
