/** A time that moves in steps, shared by all who need the same step. */
export interface Ticker {
  readonly subscribe: (call: () => void) => () => void;
  /** The time of the present step, read from `clock` when the step has passed. */
  readonly now: (clock: () => number) => number;
}

export function createTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let value: number | undefined;
  return {
    subscribe(call) {
      if (listeners.size === 0) value = undefined;
      listeners.add(call);
      timer ??= setInterval(() => {
        value = undefined;
        for (const listener of listeners) listener();
      }, everyMs);
      return () => {
        listeners.delete(call);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = value = undefined;
      };
    },
    now: (clock) => (value ??= clock()),
  };
}
