/** What is due, in order of time. Whoever runs it decides how late it is, but never in which order things happen. */
export interface Timeline {
  /** The moment that is being played; the World's own time outside of that. ms since the epoch. */
  now(): number;
  /** Calls back at a moment, at once when it has passed. Returns what calls it off. */
  at(moment: number, act: () => void): () => void;
  /** Calls back as soon as possible, once however often it is asked for by the same name. */
  soon(name: string, act: () => void, delay?: number): void;
  /** Plays everything that is due until a moment. */
  play(until: number): void;
}

interface Due {
  readonly moment: number;
  readonly order: number;
  act?: (() => void) | undefined;
}

/** More steps than any hour of any cluster takes: a loop of controllers that never agree ends here. */
const mostSteps = 500_000;

export function createTimeline(clock: () => number): Timeline {
  /** The next one is last. */
  const due: Due[] = [];
  const named = new Set<string>();
  let playing: number | undefined;
  let order = 0;
  const before = (a: Due, b: Due) => a.moment < b.moment || (a.moment === b.moment && a.order < b.order);
  const now = () => playing ?? clock();
  const at: Timeline["at"] = (moment, act) => {
    if (moment === Infinity) return () => undefined;
    const entry: Due = { moment: Math.max(moment, playing ?? moment), order: order++, act };
    let [low, high] = [0, due.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(entry, due[middle] as Due)) low = middle + 1;
      else high = middle;
    }
    due.splice(low, 0, entry);
    return () => void (entry.act = undefined);
  };
  return {
    now,
    at,
    soon(name, act, delay = 0) {
      if (named.has(name)) return;
      named.add(name);
      at(now() + delay, () => {
        named.delete(name);
        act();
      });
    },
    play(until) {
      let steps = 0;
      for (let next = due.at(-1); next !== undefined && next.moment <= until; next = due.at(-1)) {
        due.pop();
        if (steps++ > mostSteps) throw new Error("The controllers never come to rest.");
        playing = Math.max(next.moment, playing ?? next.moment);
        try {
          next.act?.();
        } finally {
          if ((due.at(-1)?.moment ?? Infinity) > until) playing = undefined;
        }
      }
      playing = undefined;
    },
  };
}
