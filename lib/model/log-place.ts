/** How many different times of one second are counted before only the newest counts. */
const mostTimes = 100_000;

interface Second {
  /** `2026-11-21T13:58:31`. */
  readonly name: string;
  /** How many lines had exactly this time. */
  readonly counts: Map<string, number>;
  /** Where there were too many times to count: everything up to this one was seen. */
  upTo: string;
}

/**
 * How far a container's log was read, so that it can be continued after a break. Kubernetes
 * continues by whole seconds and several lines may have one time, so what was seen of the newest
 * two seconds is counted, by time: what comes again is dropped as often as it was seen. Two seconds
 * and not one, because the two outputs of a container are stamped a little out of order.
 */
export interface LogPlace {
  /** Whether a line is new; a new one counts as seen. Lines without a time always are. */
  take(time: string): boolean;
  /** Call when the log is asked for again: what was seen may come once more. */
  again(): void;
  /** What to ask for as `sinceTime`; undefined before the first line. */
  readonly since: string | undefined;
}

export function createLogPlace(): LogPlace {
  let newest: Second | undefined;
  let before: Second | undefined;
  /** What may come again, by time; emptied as it comes. */
  let expected = new Map<string, number>();
  let passedOver: readonly { readonly name: string; readonly upTo: string }[] = [];

  const secondOf = (name: string): Second | undefined => {
    if (newest === undefined || name > newest.name) {
      before = newest !== undefined && previous(name) === newest.name ? newest : undefined;
      return (newest = { name, counts: new Map(), upTo: "" });
    }
    if (name === newest.name) return newest;
    if (name !== previous(newest.name)) return undefined;
    return (before ??= { name, counts: new Map(), upTo: "" });
  };

  return {
    take(time) {
      if (time === "") return true;
      const name = time.slice(0, 19);
      const times = expected.get(time);
      if (times !== undefined) {
        if (times === 1) expected.delete(time);
        else expected.set(time, times - 1);
        return false;
      }
      if (passedOver.some((second) => second.name === name && time <= second.upTo)) return false;
      const second = secondOf(name);
      if (second === undefined) return true;
      const count = second.counts.get(time);
      if (count !== undefined || second.counts.size < mostTimes) second.counts.set(time, (count ?? 0) + 1);
      else if (time > second.upTo) second.upTo = time;
      return true;
    },
    again() {
      const seconds = [before, newest].filter((second) => second !== undefined);
      expected = new Map(seconds.flatMap(({ counts }) => [...counts]));
      passedOver = seconds.filter(({ upTo }) => upTo !== "");
    },
    get since() {
      return newest === undefined ? undefined : `${previous(newest.name)}Z`;
    },
  };
}

/** The second before. */
function previous(second: string): string {
  return new Date(Date.parse(`${second}Z`) - 1_000).toISOString().slice(0, 19);
}
