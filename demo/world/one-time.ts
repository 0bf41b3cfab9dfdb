import type { Signal } from "./signal";

/** Things that happen once, added while time goes on: none may begin before the last moment that was read. */
export interface OneTimePulses extends Signal {
  /** `amount` in all, from one moment to another (ms since the epoch), rising and falling smoothly. */
  add(from: number, to: number, amount: number): void;
}

interface Past {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** How many are kept one by one; the amounts of older ones are only added up. */
const kept = 512;

export function oneTimePulses(): OneTimePulses {
  let list: Past[] = [];
  let forgotten = 0;
  return {
    add(from, to, amount) {
      list.push({ from, to: Math.max(to, from + 1), amount });
      list.sort((a, b) => a.from - b.from);
      while (list.length > kept) {
        forgotten += list[0]?.amount ?? 0;
        list = list.slice(1);
      }
    },
    rate(at) {
      let sum = 0;
      for (const { from, to, amount } of list) {
        if (from > at) break;
        if (at < to) sum += (amount / (to - from)) * 1_000 * (1 - Math.cos((2 * Math.PI * (at - from)) / (to - from)));
      }
      return sum;
    },
    total(at) {
      let sum = forgotten;
      for (const { from, to, amount } of list) {
        if (from >= at) break;
        const x = Math.min(1, (at - from) / (to - from));
        sum += amount * (x - Math.sin(2 * Math.PI * x) / (2 * Math.PI));
      }
      return sum;
    },
  };
}
