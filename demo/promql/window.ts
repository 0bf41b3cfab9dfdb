/** The samples a range function sees at one step: indices `from` (inclusive) to `to` (exclusive) of the two arrays. */
export interface Window {
  times: ArrayLike<number>;
  values: ArrayLike<number>;
  from: number;
  to: number;
  /** First and last instant of the range, both included; ms. */
  start: number;
  end: number;
  /** The step itself; differs from `end` by offset and `@`. */
  at: number;
  /** The function's scalar argument at this step. */
  param: number;
}

/** A range function: the value at one step, or undefined for none. The window is never empty and reused: keep nothing of it. */
export type WindowFunction = (window: Window) => number | undefined;
