import type { Frame } from "./frame";
import type { Problem } from "./problem";

/**
 * What a panel shows. `at` is when the value was measured (ms since the epoch, server
 * clock). A dead upstream keeps the last good value with its age and its problem.
 */
export type PanelState<T> =
  | { readonly status: "loading" }
  | { readonly status: "ok"; readonly value: T; readonly at: number; readonly every: number }
  | {
      readonly status: "stale";
      readonly value: T;
      readonly at: number;
      readonly every: number;
      /** Absent when nothing failed but no news came either. */
      readonly problem?: Problem;
    }
  | { readonly status: "failed"; readonly problem: Problem };

/** A value this many intervals old is stale even if nobody said that anything is wrong. */
export const staleAfterIntervals = 3;

/** The state after one more frame of the topic. */
export function withFrame<T>(state: PanelState<T>, frame: Frame<T>): PanelState<T> {
  if (frame.value !== undefined) {
    return { status: "ok", value: frame.value, at: frame.at, every: frame.every };
  }
  if (frame.problem === undefined) return state;
  if (state.status === "ok" || state.status === "stale") {
    return { ...state, status: "stale", problem: frame.problem };
  }
  return { status: "failed", problem: frame.problem };
}

/** The state as it is at `now` (ms, server clock): what is old is called stale, unasked. */
export function atTime<T>(state: PanelState<T>, now: number): PanelState<T> {
  if (state.status !== "ok") return state;
  const age = now - state.at;
  if (age <= Math.max(state.every * staleAfterIntervals, 3_000)) return state;
  return { status: "stale", value: state.value, at: state.at, every: state.every };
}
