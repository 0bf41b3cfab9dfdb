import { seedOf } from "../dice";
import { restless } from "../signal";
import type { Draw } from "./figures";

/** Bytes of memory by kind, at a moment; free, used and cache add up to the total. */
export interface Memory {
  readonly total: number;
  readonly used: (at: number) => number;
  readonly cache: (at: number) => number;
  readonly free: (at: number) => number;
  readonly dirty: (at: number) => number;
}

export function memory({ machine, seed, origin, effects }: Draw): Memory {
  const total = Math.round((machine.memoryBytes * 0.982) / 4_096) * 4_096;
  const wave = (name: string, mean: number, sway: number) => restless({ seed: seedOf(seed, name), origin, mean, daily: 0.06, sway, jitter: 0.012 });
  const held = wave("held", machine.held, 0.05);
  const kept = wave("kept", 0.55, 0.08);
  const dirty = restless({ seed: seedOf(seed, "dirty"), origin, mean: 28e6, sway: 0.4, jitter: 0.5 });
  const page = (bytes: number) => Math.round(bytes / 4_096) * 4_096;
  const used = (at: number) => {
    const base = held.rate(at);
    return page(total * (base + (effects.memory?.(at, base, machine.held) ?? 0)));
  };
  const cache = (at: number) => page((total - used(at)) * Math.min(0.85, kept.rate(at)));
  return { total, used, cache, free: (at) => total - used(at) - cache(at), dirty: (at) => page(dirty.rate(at)) };
}
