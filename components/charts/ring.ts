/** The last live measurements of one chart, in columns: nothing is allocated for a new one. */
export interface Ring {
  readonly length: number;
  /** When each was measured, ms, and the interval it was measured at: the i-th oldest stands at `first + i`. */
  readonly times: Float64Array;
  readonly intervals: Float64Array;
  readonly first: number;
  /** A line's values, in the same places; NaN where it had none, undefined for a line never seen. */
  column(line: string): Float64Array | undefined;
  lines(): readonly string[];
  /** Takes a measurement; one that is not newer than the last is a duplicate and ignored. */
  push(at: number, every: number, values: Readonly<Record<string, number>>): void;
  /** Forgets what was measured at `at` or later: a snapshot is about to tell it again. */
  dropFrom(at: number): void;
}

/**
 * A ring that holds `capacity` measurements and then forgets the oldest. Its columns are twice as
 * long and slide back when they are full, so that what they hold is always in one piece.
 */
export function createRing(capacity: number): Ring {
  const size = capacity * 2;
  const times = new Float64Array(size);
  const intervals = new Float64Array(size);
  const columns = new Map<string, Float64Array>();
  let first = 0;
  let end = 0;

  function place(): number {
    if (end === size) {
      for (const column of [times, intervals, ...columns.values()]) column.copyWithin(0, first, end);
      end -= first;
      first = 0;
    }
    if (end - first === capacity) first += 1;
    end += 1;
    return end - 1;
  }

  return {
    get length() {
      return end - first;
    },
    get first() {
      return first;
    },
    times,
    intervals,
    column: (line) => columns.get(line),
    lines: () => [...columns.keys()],
    push(at, every, values) {
      if (end > first && !(at > (times[end - 1] ?? 0))) return;
      const index = place();
      times[index] = at;
      intervals[index] = every;
      for (const column of columns.values()) column[index] = NaN;
      for (const [line, value] of Object.entries(values)) {
        let column = columns.get(line);
        if (column === undefined) columns.set(line, (column = new Float64Array(size).fill(NaN)));
        column[index] = Number.isFinite(value) ? value : NaN;
      }
    },
    dropFrom(at) {
      while (end > first && (times[end - 1] ?? 0) >= at) end -= 1;
    },
  };
}
