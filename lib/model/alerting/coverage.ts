import { compileMatchers, type Labels, type Matcher } from "./matcher";

interface Labelled {
  readonly labels: Labels;
}

/** Alerts by their labels, so that what matchers cover is found without asking every alert. */
export interface Coverage<A extends Labelled> {
  readonly all: readonly A[];
  /** Exactly those that all of the matchers cover, in the order of `all`. Throws `invalid` where a regular expression does not compile. */
  of(matchers: readonly Matcher[]): readonly A[];
}

const keyOf = (name: string, value: string) => `${name}\u0000${value}`;

/** Reads the alerts once; a thousand silences are then laid over ten thousand alerts in a few milliseconds. */
export function createCoverage<A extends Labelled>(all: readonly A[]): Coverage<A> {
  const postings = new Map<string, A[]>();
  for (const alert of all) {
    for (const [name, value] of Object.entries(alert.labels)) {
      const key = keyOf(name, value);
      const known = postings.get(key);
      if (known === undefined) postings.set(key, [alert]);
      else known.push(alert);
    }
  }
  return {
    all,
    of(matchers) {
      const holds = compileMatchers(matchers);
      let among: readonly A[] = all;
      for (const { name, value, isRegex, isEqual } of matchers) {
        // Only what has the label at all has a value that is not empty.
        if (isRegex || !isEqual || value === "") continue;
        const found = postings.get(keyOf(name, value)) ?? [];
        if (found.length < among.length) among = found;
      }
      return among.filter(({ labels }) => holds(labels));
    },
  };
}
