/** A stretch of time that comes round by the clock: offsets from the beginning of each cycle, ms. */
export interface Recurring {
  readonly period: number;
  readonly start: number;
  readonly end: number;
}

/** One such stretch, ms since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretch that holds this moment, if one does. */
export function during({ period, start, end }: Recurring, at: number): Stretch | undefined {
  const cycle = Math.floor(at / period) * period;
  const offset = at - cycle;
  return offset >= start && offset < end ? { from: cycle + start, to: cycle + end } : undefined;
}

/** Every stretch that touches [from, to], oldest first. */
export function stretches({ period, start, end }: Recurring, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  for (let cycle = Math.floor((from - end) / period) * period; cycle + start <= to; cycle += period) {
    if (cycle + end >= from) found.push({ from: cycle + start, to: cycle + end });
  }
  return found;
}

export const second = 1_000;
export const minute = 60_000;
export const hour = 3_600_000;
