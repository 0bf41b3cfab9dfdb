/** Everything that is under way, so that it ends with the session or with Castor. */
export interface OpenConnections {
  /** Remembers how to end something; the answer forgets it again. */
  add(ended: AbortSignal, end: () => void): () => void;
  /** Ends all that is left. */
  close(): void;
}

/** One listener for each signal, however much is open: a page's hundred requests belong to one session. */
export function createOpenConnections(): OpenConnections {
  const bySignal = new WeakMap<AbortSignal, Set<() => void>>();
  const all = new Set<() => void>();
  const endsOf = (ended: AbortSignal) => {
    const known = bySignal.get(ended);
    if (known !== undefined) return known;
    const ends = new Set<() => void>();
    bySignal.set(ended, ends);
    ended.addEventListener("abort", () => ends.forEach((end) => end()), { once: true });
    return ends;
  };
  return {
    add(ended, end) {
      const ends = endsOf(ended);
      ends.add(end);
      all.add(end);
      return () => {
        ends.delete(end);
        all.delete(end);
      };
    },
    close: () => all.forEach((end) => end()),
  };
}
