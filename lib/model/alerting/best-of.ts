/** The best of many things, as many as a screen shows: of ten thousand it sorts sixty. */
export interface Best<T> {
  /** Takes one in, if it is among the best so far; of equals those that came first stay. */
  add(one: T): void;
  /** The last of the best, once there is no more room: what comes after it need not be added. */
  readonly last: T | undefined;
  /** Best first. */
  readonly all: readonly T[];
}

/** Keeps the first `most` of what sorting by `compare` would give. */
export function createBest<T>(most: number, compare: (a: T, b: T) => number): Best<T> {
  const best: T[] = [];
  return {
    all: best,
    get last() {
      return best.length < most ? undefined : best.at(-1);
    },
    add(one) {
      let [from, to] = [0, best.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (compare(best[middle] as T, one) <= 0) from = middle + 1;
        else to = middle;
      }
      if (from >= most) return;
      best.splice(from, 0, one);
      if (best.length > most) best.pop();
    },
  };
}
