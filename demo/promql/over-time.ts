import { quantile } from "./quantile";
import { CompensatedSum } from "./sum";
import type { Window, WindowFunction } from "./window";

const sum: WindowFunction = ({ values, from, to }) => {
  const total = new CompensatedSum();
  for (let i = from; i < to; i += 1) total.add(values[i] as number);
  return total.total;
};

const average: WindowFunction = ({ values, from, to }) => {
  const mean = new CompensatedSum();
  for (let i = from; i < to; i += 1) {
    const value = values[i] as number;
    const count = i - from + 1;
    if (mean.sum === Infinity || mean.sum === -Infinity) {
      // Taking the mean away would make Inf − Inf out of a mean that is right already.
      if (value === mean.sum || Number.isFinite(value)) continue;
    }
    mean.add(value / count - mean.sum / count);
  }
  return mean.total;
};

/** Prometheus keeps a NaN only while nothing better comes. */
function extreme(better: (a: number, b: number) => boolean): WindowFunction {
  return ({ values, from, to }) => {
    let best = values[from] as number;
    for (let i = from + 1; i < to; i += 1) {
      const value = values[i] as number;
      if (better(value, best) || Number.isNaN(best)) best = value;
    }
    return best;
  };
}

function variance({ values, from, to }: Window): number {
  const mean = new CompensatedSum();
  const squares = new CompensatedSum();
  for (let i = from; i < to; i += 1) {
    const value = values[i] as number;
    const distance = value - (mean.sum + mean.rest);
    mean.add(distance / (i - from + 1));
    squares.add(distance * (value - (mean.sum + mean.rest)));
  }
  return (squares.sum + squares.rest) / (to - from);
}

function transitions(counts: (current: number, previous: number) => boolean): WindowFunction {
  return ({ values, from, to }) => {
    let count = 0;
    for (let i = from + 1; i < to; i += 1) {
      if (counts(values[i] as number, values[i - 1] as number)) count += 1;
    }
    return count;
  };
}

/** The range functions that need nothing but the values of the window. */
export const overTime: Readonly<Record<string, WindowFunction>> = {
  sum_over_time: sum,
  avg_over_time: average,
  max_over_time: extreme((a, b) => a > b),
  min_over_time: extreme((a, b) => a < b),
  count_over_time: ({ from, to }) => to - from,
  last_over_time: ({ values, to }) => values[to - 1],
  present_over_time: () => 1,
  absent_over_time: () => 1,
  stdvar_over_time: variance,
  stddev_over_time: (window) => Math.sqrt(variance(window)),
  quantile_over_time: ({ values, from, to, param }) => quantile(param, Array.from({ length: to - from }, (_, i) => values[from + i] as number)),
  resets: transitions((current, previous) => current < previous),
  changes: transitions((current, previous) => current !== previous && !(Number.isNaN(current) && Number.isNaN(previous))),
};
