/** Remembers, for one page that is read again and again, what need not be asked each time. */
export interface Memory {
  /** The value of `work`, at most `ms` old. A failure is not remembered. */
  keep<T>(key: string, ms: number, work: () => Promise<T>): Promise<T>;
}

/** More than one page has of anything. */
const most = 500;

export function createMemory(now: () => number = Date.now): Memory {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();
  return {
    keep<T>(key: string, ms: number, work: () => Promise<T>) {
      const last = kept.get(key);
      if (last !== undefined && now() - last.at < ms) return last.value as Promise<T>;
      const value = work();
      kept.set(key, { at: now(), value });
      if (kept.size > most) kept.delete(kept.keys().next().value ?? "");
      value.catch(() => kept.delete(key));
      return value;
    },
  };
}
