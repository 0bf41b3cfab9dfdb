import { mix } from "./dice";

/** A non-negative figure over time whose integral has a closed form, so that no moment costs more than another. */
export interface Signal {
  /** Per second, at a moment (ms since the epoch). */
  readonly rate: (at: number) => number;
  /** The integral over seconds from a fixed past to this moment. Only differences mean something. */
  readonly total: (at: number) => number;
}

/** How a restless signal moves: fractions of its mean; together at most 0.95, so that it stays positive. */
export interface Restlessness {
  readonly seed: number;
  /** Anywhere in the past: keeps phases small and therefore exact. ms since the epoch. */
  readonly origin: number;
  readonly mean: number;
  /** How much busier early afternoon (UTC) is than the mean. */
  readonly daily?: number;
  /** Swings over 4 and 20 minutes. */
  readonly sway?: number;
  /** Jumps from moment to moment, drawn anew for every few seconds. */
  readonly jitter?: number;
}

const turn = 2 * Math.PI;
const day = 86_400;
const peakOfDay = 13.5 / 24;

const wave = (turns: number) => Math.sin((turns - Math.floor(turns)) * turn);
const waveIntegral = (turns: number, seconds: number) => (-Math.cos((turns - Math.floor(turns)) * turn) * seconds) / turn;

/** What a cell of jitter does: one full turn of a sine of random height and phase, hence nothing over the whole cell. */
function jitterRate(seed: number, seconds: number, length: number): number {
  const cell = Math.floor(seconds / length);
  const drawn = mix(seed, cell);
  return ((drawn & 0xffff) / 0xffff) * Math.sin((seconds / length - cell + (drawn >>> 16) / 0x10000) * turn);
}

function jitterIntegral(seed: number, seconds: number, length: number): number {
  const cell = Math.floor(seconds / length);
  const drawn = mix(seed, cell);
  const phase = ((drawn >>> 16) / 0x10000) * turn;
  return ((((drawn & 0xffff) / 0xffff) * length) / turn) * (Math.cos(phase) - Math.cos((seconds / length - cell) * turn + phase));
}

/** A signal that looks like a machine at work: a day's swell, slow swings, and jitter that never repeats. */
export function restless({ seed, origin, mean, daily = 0, sway = 0.2, jitter = 0.2 }: Restlessness): Signal {
  const long = 1_020 + (seed % 480);
  const short = 210 + ((seed >>> 8) % 110);
  const phase = (seed >>> 16) / 0x10000;
  const phaseOfDay = (origin / 1_000 / day) % 1;
  const cell = 37;
  const fine = 5;
  return {
    rate(at) {
      const s = (at - origin) / 1_000;
      const swell = daily === 0 ? 0 : daily * wave(s / day + phaseOfDay - peakOfDay + 0.25);
      const swings = sway * (0.6 * wave(s / long + phase) + 0.4 * wave(s / short + phase));
      return mean * (1 + swell + swings + jitter * (0.5 * jitterRate(seed, s, cell) + 0.5 * jitterRate(seed + 1, s, fine)));
    },
    total(at) {
      const s = (at - origin) / 1_000;
      const swell = daily === 0 ? 0 : daily * waveIntegral(s / day + phaseOfDay - peakOfDay + 0.25, day);
      const swings = sway * (0.6 * waveIntegral(s / long + phase, long) + 0.4 * waveIntegral(s / short + phase, short));
      return mean * (s + swell + swings + jitter * (0.5 * jitterIntegral(seed, s, cell) + 0.5 * jitterIntegral(seed + 1, s, fine)));
    },
  };
}

/** A signal that never moves. */
export function steady(rate: number): Signal {
  return { rate: () => rate, total: (at) => (rate * at) / 1_000 };
}

/** Signals added up, each with a weight. */
export function blend(...parts: readonly (readonly [weight: number, signal: Signal])[]): Signal {
  return {
    rate(at) {
      let sum = 0;
      for (const [weight, signal] of parts) sum += weight * signal.rate(at);
      return sum;
    },
    total(at) {
      let sum = 0;
      for (const [weight, signal] of parts) sum += weight * signal.total(at);
      return sum;
    },
  };
}

/** How many totals a remembering signal keeps: an hour of scrapes, each in the place of its time. */
const kept = 256;
const perPlace = 15_000;

/** The same signal, which remembers its latest totals: many series of a node are read at the same moments. */
export function remembering(signal: Signal): Signal {
  let moments: Float64Array | undefined;
  let totals = new Float64Array(0);
  return {
    rate: signal.rate,
    total(at) {
      if (moments === undefined) {
        moments = new Float64Array(kept).fill(NaN);
        totals = new Float64Array(kept);
      }
      const place = Math.floor(at / perPlace) % kept;
      if (moments[place] !== at) {
        totals[place] = signal.total(at);
        moments[place] = at;
      }
      return totals[place] as number;
    },
  };
}
