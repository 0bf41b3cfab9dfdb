import { expect, it } from "vitest";
import { nextTick } from "./tick";

it("stands on multiples of the interval", () => {
  expect(nextTick(10_300, 1_000, -Infinity)).toBe(11_000);
  expect(nextTick(11_000, 1_000, 11_000)).toBe(12_000);
  expect(nextTick(16_000, 15_000, 15_000)).toBe(30_000);
});

it("leaves out a tick that follows the first measurement at once", () => {
  expect(nextTick(10_700, 1_000, 10_690)).toBe(12_000);
  expect(nextTick(10_400, 1_000, 10_390)).toBe(11_000);
});

it("does not wait for a clock that was set back", () => {
  expect(nextTick(10_300, 1_000, 99_000)).toBe(11_000);
});
