/** The clock of the live code, so that tests can move it by hand. ms since the epoch. */
export interface Clock {
  now(): number;
  setTimeout(call: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  setTimeout: (call, ms) => setTimeout(call, ms),
  clearTimeout: (handle) => clearTimeout(handle as number | undefined),
};
