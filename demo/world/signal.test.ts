import { describe, expect, it } from "vitest";
import { pulses } from "./pulses";
import { blend, remembering, restless } from "./signal";
import type { Signal } from "./signal";

const origin = Date.UTC(2026, 3, 1);
const at = origin + 37.25 * 86_400_000;

/** The integral by adding up many small steps, to hold the closed form against. */
function added(signal: Signal, from: number, seconds: number): number {
  const steps = seconds * 20;
  let sum = 0;
  for (let n = 0; n < steps; n++) sum += signal.rate(from + ((n + 0.5) * seconds * 1_000) / steps) * (seconds / steps);
  return sum;
}

const busy = restless({ seed: 77, origin, mean: 40, daily: 0.2, sway: 0.3, jitter: 0.4 });
const pull = pulses(900_000, [{ start: 60_000, end: 74_200, amount: 700e6 }, { start: 300_000, end: 420_000, amount: 50, shape: "flat" }]);

describe("signals", () => {
  it.each([["a restless one", busy, 600], ["pulses", pull, 1_000], ["a blend", blend([2, busy], [0.001, pull]), 600]] as const)("have the integral that their rate adds up to: %s", (_, signal, seconds) => {
    const whole = signal.total(at + seconds * 1_000) - signal.total(at);
    expect(Math.abs(whole / added(signal, at, seconds) - 1)).toBeLessThan(2e-3);
  });

  it("never fall, whatever moments they are read at", () => {
    let last = busy.total(at);
    for (let n = 1; n < 20_000; n++) {
      const now = busy.total(at + n * 333);
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
    }
  });

  it("move by the second, and swell over the day", () => {
    const bySecond = new Set(Array.from({ length: 30 }, (_, n) => busy.rate(at + n * 1_000).toFixed(3)));
    expect(bySecond.size).toBeGreaterThan(25);
    const day = restless({ seed: 1, origin, mean: 1, daily: 0.5, sway: 0, jitter: 0 });
    const [night, noon] = [Date.UTC(2026, 4, 6, 2), Date.UTC(2026, 4, 6, 13)].map(day.rate);
    expect(noon).toBeGreaterThan(1.4);
    expect(night).toBeLessThan(0.6);
  });

  it("read the same whether their totals are remembered or not", () => {
    const remembered = remembering(busy);
    for (let n = 0; n < 2_000; n++) {
      const moment = at + (n % 700) * 15_000;
      expect(remembered.total(moment)).toBe(busy.total(moment));
    }
  });

  it("refuse a pulse that does not fit its cycle", () => {
    expect(() => pulses(1_000, [{ start: 900, end: 1_100, amount: 1 }])).toThrow(RangeError);
  });
});
