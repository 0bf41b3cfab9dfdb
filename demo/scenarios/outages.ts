import { minute, second } from "./window";
import type { Recurring } from "./window";

/** A node whose kubelet falls silent now and then; its exporter goes on. */
export const silentKubelet = {
  cluster: "argus",
  node: "argus-wk-07",
  /** While the API server says that the node is not ready. */
  window: { period: 30 * minute, start: 20 * minute, end: 30 * minute - 5 * second } satisfies Recurring,
  /** How long the control plane waits for a sign of life before it says so, ms. */
  grace: 40 * second,
} as const;

/** A node that runs short of memory for ten minutes of every half hour. */
export const shortOfMemory = {
  cluster: "pollux",
  node: "pollux-wk-02",
  window: { period: 30 * minute, start: 10 * minute, end: 20 * minute + 30 * second } satisfies Recurring,
  /** The fraction of its memory that programs hold at the worst. */
  held: 0.965,
  /** How long it takes to get there, and to come back, ms. */
  ramp: 90 * second,
} as const;

/** A production node's disk that fills with data until someone cleans it up. */
export const fillingDisk = {
  cluster: "i22",
  node: "i22-srv-02",
  mount: "/data",
  disk: "sda",
  /** It fills for 40 minutes of every 45; then the cleaning takes one. */
  window: { period: 45 * minute, start: 0, end: 40 * minute } satisfies Recurring,
  cleaned: 41 * minute,
  /** Fractions used before and after the filling. */
  from: 0.52,
  to: 0.97,
  /** Beyond this fraction the kubelet complains of disk pressure. */
  pressure: 0.9,
} as const;

/** The fraction of the filling disk that is used at a moment. */
export function filled(at: number): number {
  const { window, cleaned, from, to } = fillingDisk;
  const offset = at - Math.floor(at / window.period) * window.period;
  if (offset < window.end) return from + ((to - from) * offset) / window.end;
  if (offset < cleaned) return to - ((to - from) * (offset - window.end)) / (cleaned - window.end);
  return from;
}

/** The fraction of memory that the short node's programs hold beyond the `base` of this moment, which goes on to sway. */
export function memoryHeld(at: number, base: number, usual: number): number {
  const { window, ramp, held } = shortOfMemory;
  const offset = at - Math.floor(at / window.period) * window.period;
  const up = (offset - (window.start - ramp)) / ramp;
  const down = (window.end + ramp - offset) / ramp;
  const depth = Math.max(0, Math.min(1, up, down));
  const pulled = depth * depth * (3 - 2 * depth) * 0.9;
  return ((held - 0.1 * usual) / 0.9 - base) * pulled;
}
