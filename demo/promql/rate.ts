import type { Window, WindowFunction } from "./window";

/**
 * Change over a range, extrapolated to its ends as Prometheus 2.42 does: all the way where
 * the next sample is expected beyond the end, by half a sample distance otherwise, and for
 * a counter never to before it was zero.
 */
function extrapolated(isCounter: boolean, isRate: boolean): WindowFunction {
  return (window: Window) => {
    const { times, values, from, to } = window;
    if (to - from < 2) return undefined;
    const first = values[from] as number;
    let change = (values[to - 1] as number) - first;
    if (isCounter) {
      let previous = first;
      for (let i = from + 1; i < to; i += 1) {
        const current = values[i] as number;
        if (current < previous) change += previous;
        previous = current;
      }
    }
    let toStart = ((times[from] as number) - window.start) / 1000;
    const toEnd = (window.end - (times[to - 1] as number)) / 1000;
    const sampled = ((times[to - 1] as number) - (times[from] as number)) / 1000;
    const distance = sampled / (to - from - 1);
    if (isCounter && change > 0 && first >= 0) toStart = Math.min(toStart, sampled * (first / change));
    const threshold = distance * 1.1;
    const interval = sampled + (toStart < threshold ? toStart : distance / 2) + (toEnd < threshold ? toEnd : distance / 2);
    const factor = interval / sampled;
    return change * (isRate ? factor / ((window.end - window.start) / 1000) : factor);
  };
}

/** Change between the last two samples only. */
function instant(isRate: boolean): WindowFunction {
  return ({ times, values, from, to }) => {
    if (to - from < 2) return undefined;
    const last = values[to - 1] as number;
    const before = values[to - 2] as number;
    const change = isRate && last < before ? last : last - before;
    const distance = (times[to - 1] as number) - (times[to - 2] as number);
    if (distance === 0) return undefined;
    return isRate ? change / (distance / 1000) : change;
  };
}

export const rate = extrapolated(true, true);
export const increase = extrapolated(true, false);
export const delta = extrapolated(false, false);
export const irate = instant(true);
export const idelta = instant(false);
