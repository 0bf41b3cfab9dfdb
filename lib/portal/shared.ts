/** Time in ms since the epoch; injected by tests. */
export type Now = () => number;

/**
 * One answer for all who ask within `maxAge` ms, and one question under way at once. A failure is
 * told to those who wait for it and is not kept.
 */
export function shared<T>(load: () => Promise<T>, maxAge: number, now: Now): () => Promise<T> {
  let last: { readonly value: T; readonly at: number } | undefined;
  let running: Promise<T> | undefined;
  return async () => {
    if (last !== undefined && now() - last.at < maxAge) return last.value;
    running ??= load()
      .then((value) => {
        last = { value, at: now() };
        return value;
      })
      .finally(() => (running = undefined));
    return running;
  };
}
