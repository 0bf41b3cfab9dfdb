import type { LineSpec } from "./lines";
import { firstAtOrAfter, type Stretch, type Timeline } from "./timeline";

/** One drawn line's values along the stretch on the screen. */
export interface Series {
  readonly spec: LineSpec;
  readonly values: Float64Array;
  /** The highest value and when it was; 0 and NaN without any. */
  readonly peak: number;
  readonly peakAt: number;
  /** The lowest value below 0, or 0. */
  readonly low: number;
  read(timeline: Timeline, stretch: Stretch): Series;
  /** The value nearest to a moment, NaN where none is near; without a moment the newest. */
  valueAt(at: number | undefined): number;
}

/** The newest value of a silent line stands for this long, ms, then it is unknown. */
const newestStands = 5_000;

export function createSeries(spec: LineSpec): Series {
  let values = new Float64Array(0);
  let scratch = new Float64Array(0);
  let along: Stretch | undefined;
  let peak = 0;
  let peakAt = NaN;
  let low = 0;

  function combine(timeline: Timeline, stretch: Stretch) {
    const [first = "", ...more] = spec.members;
    timeline.read(first, stretch, values);
    for (const member of more) {
      timeline.read(member, stretch, scratch);
      for (let i = 0; i < stretch.count; i += 1) {
        const value = scratch[i] ?? NaN;
        const known = values[i] ?? NaN;
        if (value !== value) continue;
        values[i] = known !== known ? value : spec.combine === "sum" ? known + value : Math.max(known, value);
      }
    }
  }

  function nearest(at: number): number {
    if (along === undefined || along.count === 0) return -1;
    const { times, count } = along;
    const after = firstAtOrAfter(count, (i) => times[i] ?? NaN, at);
    if (after === 0) return 0;
    if (after === count) return count - 1;
    return at - (times[after - 1] ?? 0) <= (times[after] ?? 0) - at ? after - 1 : after;
  }

  return {
    spec,
    get values() {
      return values;
    },
    get peak() {
      return peak;
    },
    get peakAt() {
      return peakAt;
    },
    get low() {
      return low;
    },
    read(timeline, stretch) {
      along = stretch;
      if (values.length < stretch.times.length) {
        values = new Float64Array(stretch.times.length);
        scratch = new Float64Array(stretch.times.length);
      }
      combine(timeline, stretch);
      peak = 0;
      peakAt = NaN;
      low = 0;
      for (let i = 0; i < stretch.count; i += 1) {
        const value = values[i] ?? NaN;
        if (value < low) low = value;
        if (value > peak || (value === value && peakAt !== peakAt)) {
          peak = value;
          peakAt = stretch.times[i] ?? NaN;
        }
      }
      return this;
    },
    valueAt(at) {
      if (along === undefined || along.count === 0) return NaN;
      const index = at === undefined ? along.count - 1 : nearest(at);
      if (at === undefined) return values[index] ?? NaN;
      const distance = Math.abs((along.times[index] ?? NaN) - at);
      const before = Math.abs((along.times[index] ?? NaN) - (along.times[index - 1] ?? along.times[index + 1] ?? NaN));
      return distance <= Math.max(newestStands, before * 1.5) ? (values[index] ?? NaN) : NaN;
    },
  };
}
