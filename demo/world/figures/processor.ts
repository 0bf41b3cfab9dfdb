import { between, seedOf } from "../dice";
import { blend, remembering, restless, steady } from "../signal";
import type { Signal } from "../signal";
import type { Draw } from "./figures";

export const busyModes = ["iowait", "irq", "nice", "softirq", "steal", "system", "user"] as const;
export type BusyMode = (typeof busyModes)[number];

/** The processor of a node: one figure for each mode, and how the cores share the work. */
export interface Processor {
  readonly cores: number;
  /** Busy cores by mode of the whole machine, divided by the number of cores: 0 to 1. */
  readonly modes: Readonly<Record<BusyMode, Signal>>;
  /** All modes but iowait, as the scheduler's load sees it: 0 to 1. */
  readonly busy: Signal;
  /** All modes but idle: 0 to 1. */
  readonly all: Signal;
  /** How much more or less than the mean a core works; the mean of all is 1. */
  readonly share: readonly number[];
  /** What a core does of its own beside its share of `user`: seconds per second around nothing. */
  readonly own: readonly Signal[];
  readonly waited: Signal;
  readonly ioWaited: Signal;
}

/** Core-seconds per second of the scenario, by mode: unpacking is user, writing is system, receiving is softirq. */
const split = { user: 0.55, system: 0.25, softirq: 0.08, iowait: 0.12 } as const;

export function processor({ machine, seed, origin, effects }: Draw): Processor {
  const { cores, busy } = machine;
  const wave = (name: string, mean: number, more: object = {}) =>
    restless({ seed: seedOf(seed, name), origin, mean, daily: 0.12, sway: 0.18, jitter: 0.24, ...more });
  const extra = (mode: keyof typeof split): [number, Signal][] => (effects.cpu ? [[split[mode] / cores, effects.cpu]] : []);
  const modes = {
    user: remembering(blend([1, wave("user", busy * 0.72)], ...extra("user"))),
    system: remembering(blend([1, wave("system", busy * 0.2)], ...extra("system"))),
    softirq: remembering(blend([1, wave("softirq", busy * 0.035)], ...extra("softirq"))),
    iowait: remembering(blend([1, wave("iowait", 0.004 + busy * 0.01, { jitter: 0.5 })], ...extra("iowait"))),
    irq: remembering(wave("irq", busy * 0.008)),
    nice: remembering(wave("nice", 0.0004, { daily: 0 })),
    steal: steady(0),
  };
  const { iowait, ...working } = modes;
  const total = remembering(blend(...Object.values(working).map((signal) => [1, signal] as const)));
  const weights = Array.from({ length: cores }, (_, core) => between(seed, `core ${core}`, 0.62, 1.38));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / cores;
  return {
    cores,
    modes,
    busy: total,
    all: remembering(blend([1, total], [1, iowait])),
    share: weights.map((weight) => weight / mean),
    own: weights.map((weight, core) =>
      balanced(restless({ seed: seedOf(seed, `own ${core}`), origin, mean: busy * 0.2 * weight, sway: 0.3, jitter: 0.65 }), busy * 0.2 * weight)),
    waited: blend([0.11, total], [0.2, iowait]),
    ioWaited: blend([1.6, iowait]),
  };
}

/** A signal without its mean: what moves, around nothing. */
function balanced(signal: Signal, mean: number): Signal {
  return { rate: (at) => signal.rate(at) - mean, total: (at) => signal.total(at) - (mean * at) / 1_000 };
}
