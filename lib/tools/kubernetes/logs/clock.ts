import { setTimeout as sleep } from "node:timers/promises";

/** Time, as far as logs depend on it; tests bring their own. */
export interface LogClock {
  now(): number;
  /** Resolves after so many ms, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: LogClock = {
  now: Date.now,
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};
