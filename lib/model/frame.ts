import type { Problem } from "./problem";

/**
 * One message of a topic. A frame has either a value or a problem: a problem means that
 * the measurement at `at` failed, and that the last good value still stands.
 */
export interface Frame<T = unknown> {
  readonly topic: string;
  /** When it was measured: ms since the epoch, on the server's clock. */
  readonly at: number;
  /** The interval at which this topic is measured now, in ms: what is older than a few is stale. */
  readonly every: number;
  readonly value?: T;
  readonly problem?: Problem;
}

/** What a new listener gets first: the frames the Hub still holds, oldest first. */
export interface Snapshot<T = unknown> {
  readonly topic: string;
  /** How many frames are kept of this topic: 1 for a value, more for a series. */
  readonly keep?: number;
  readonly frames: readonly Frame<T>[];
}
