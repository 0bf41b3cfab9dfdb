import { CompensatedSum } from "./sum";
import type { Window, WindowFunction } from "./window";

/** Least-squares line through a window: slope per second, and its value at `origin` (ms). */
function line({ times, values, from, to }: Window, origin: number): { slope: number; intercept: number } {
  const count = to - from;
  const initial = values[from] as number;
  const sums = { x: new CompensatedSum(), y: new CompensatedSum(), xy: new CompensatedSum(), xx: new CompensatedSum() };
  let constant = true;
  for (let i = from; i < to; i += 1) {
    const y = values[i] as number;
    const x = ((times[i] as number) - origin) / 1000;
    if (y !== initial && i > from) constant = false;
    sums.x.add(x);
    sums.y.add(y);
    sums.xy.add(x * y);
    sums.xx.add(x * x);
  }
  if (constant) {
    return Number.isFinite(initial) || Number.isNaN(initial) ? { slope: 0, intercept: initial } : { slope: NaN, intercept: NaN };
  }
  const x = sums.x.sum + sums.x.rest;
  const y = sums.y.sum + sums.y.rest;
  const covariance = sums.xy.sum + sums.xy.rest - (x * y) / count;
  const variance = sums.xx.sum + sums.xx.rest - (x * x) / count;
  const slope = covariance / variance;
  return { slope, intercept: y / count - (slope * x) / count };
}

export const deriv: WindowFunction = (window) =>
  window.to - window.from < 2 ? undefined : line(window, window.times[window.from] as number).slope;

/** Where the line will be `param` seconds after the step. */
export const predictLinear: WindowFunction = (window) => {
  if (window.to - window.from < 2) return undefined;
  const { slope, intercept } = line(window, window.at);
  return slope * window.param + intercept;
};
