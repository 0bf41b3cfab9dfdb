/** What a scheduled call is known by; only {@link Timers} knows its shape. */
export type TimerHandle = unknown;

/** The clock the Hub lives by, so that tests can move it by hand. Times are ms since the epoch. */
export interface Timers {
  now(): number;
  setTimeout(call: () => void, ms: number): TimerHandle;
  clearTimeout(handle: TimerHandle): void;
}

/** The process's own clock. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  setTimeout: (call, ms) => setTimeout(call, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout | undefined),
};
