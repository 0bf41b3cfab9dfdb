import type { Timers } from "./timers";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Timers {
  /** Moves the clock; what falls due runs in order, with all that it causes, before the next. */
  advance(ms: number): Promise<void>;
  /** How many calls are scheduled. */
  readonly scheduled: number;
}

/** Makes a {@link ManualClock} that begins at `start`, ms since the epoch. */
export function createManualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  let next = 1;
  const calls = new Map<unknown, { at: number; call: () => void }>();
  /** A turn of the event loop lets every promise that is due settle. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    setTimeout(call, ms) {
      calls.set(next, { at: now + Math.max(0, ms), call });
      return next++;
    },
    clearTimeout: (handle) => void calls.delete(handle),
    get scheduled() {
      return calls.size;
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...calls].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (due === undefined) break;
        calls.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].call();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
