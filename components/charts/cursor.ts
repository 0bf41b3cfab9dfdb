/**
 * The one cursor of a page's charts: how long before the right edge it stands, in ms, or undefined
 * when nobody points. It is kept relative, so that it stays under the finger while charts scroll.
 */
export interface Cursor {
  readonly offset: number | undefined;
  /** The chart in which somebody points. */
  readonly owner: object | undefined;
  set(offset: number | undefined, owner?: object): void;
  subscribe(listener: () => void): () => void;
}

export function createCursor(): Cursor {
  const listeners = new Set<() => void>();
  let offset: number | undefined;
  let owner: object | undefined;
  return {
    get offset() {
      return offset;
    },
    get owner() {
      return owner;
    },
    set(next, by) {
      if (next === offset && by === owner) return;
      offset = next;
      owner = by;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
