import type { Signal } from "./signal";

/** Something that happens once in every cycle: `amount` in all, between two offsets from the cycle's start (ms). */
export interface Pulse {
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  /** A raised cosine when left out: it starts and ends at nothing and peaks at twice its mean. */
  readonly shape?: "flat";
}

/** How much of a pulse has happened at this fraction of it. */
function progress(x: number, shape: Pulse["shape"]): number {
  return shape === "flat" ? x : x - Math.sin(2 * Math.PI * x) / (2 * Math.PI);
}

/**
 * Pulses that repeat by the clock: cycles begin at whole multiples of `period` (ms) since the epoch.
 * No pulse may reach beyond its cycle.
 */
export function pulses(period: number, list: readonly Pulse[]): Signal {
  const sorted = [...list].sort((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    if (!(start >= 0 && end > start && end <= period)) throw new RangeError(`A pulse from ${start} to ${end} does not fit its cycle of ${period} ms.`);
  }
  const whole = sorted.reduce((sum, { amount }) => sum + amount, 0);
  return {
    rate(at) {
      const offset = at - Math.floor(at / period) * period;
      let sum = 0;
      for (const { start, end, amount, shape } of sorted) {
        if (start > offset) break;
        if (offset >= end) continue;
        const mean = (amount / (end - start)) * 1_000;
        sum += shape === "flat" ? mean : mean * (1 - Math.cos((2 * Math.PI * (offset - start)) / (end - start)));
      }
      return sum;
    },
    total(at) {
      const cycle = Math.floor(at / period);
      const offset = at - cycle * period;
      let sum = cycle * whole;
      for (const { start, end, amount, shape } of sorted) {
        if (start >= offset) break;
        sum += offset >= end ? amount : amount * progress((offset - start) / (end - start), shape);
      }
      return sum;
    },
  };
}
