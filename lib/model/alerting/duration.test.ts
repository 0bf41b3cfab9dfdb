import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration";

it.each([
  ["0", 0],
  ["30s", 30_000],
  ["5m", 300_000],
  ["1d12h", 129_600_000],
  ["1y2w3d4h5m6s7ms", 31_536_000_000 + 1_209_600_000 + 259_200_000 + 14_400_000 + 300_000 + 6_000 + 7],
])("reads %s as Prometheus does", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(["", "5", "m", "1h1d", "1.5h", "-1h", " 1h", "1h ", "1hour", "9".repeat(100)])("takes %s for no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it("writes what it reads", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000_000), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
    { seed: 47 },
  );
  expect([formatDuration(0), formatDuration(14_400_000), formatDuration(129_600_000)]).toEqual(["0s", "4h", "1d12h"]);
});
