import type { KubeObject } from "./kind";
import type { StoreChange } from "./object-store";

/** All objects of one kind, kept in order, and what lately happened to them. */
export interface Shelf {
  get(namespace: string | undefined, name: string): KubeObject | undefined;
  list(namespace?: string): readonly KubeObject[];
  set(object: KubeObject): void;
  delete(namespace: string | undefined, name: string): void;
  note(change: StoreChange): void;
  since(revision: number): readonly StoreChange[] | undefined;
}

/** The order of a list: by namespace, then by name. A zero is below every letter of a name. */
export function orderOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ""}\0${name}`;
}

interface ShelfOptions {
  /** How long a change is kept, ms, and how many at most. */
  readonly remembered: number;
  readonly most: number;
  readonly now: () => number;
  /** The revision before which nothing is known. */
  readonly begun: number;
}

export function createShelf({ remembered, most, now, begun }: ShelfOptions): Shelf {
  const byKey = new Map<string, KubeObject>();
  /** Sorted lazily: many objects put one after the other are sorted once. */
  let keys: string[] = [];
  let added: string[] = [];
  let whole: readonly KubeObject[] | undefined;
  let log: { readonly at: number; readonly change: StoreChange }[] = [];
  let forgotten = begun;

  const sorted = (): string[] => {
    if (added.length > 0) {
      keys = keys.length === 0 || added.length > 64 ? [...keys, ...added].sort() : keys;
      if (added.length <= 64 && keys.at(-1) !== undefined) for (const key of added) if (keys[positionOf(keys, key)] !== key) keys.splice(positionOf(keys, key), 0, key);
      added = [];
    }
    return keys;
  };
  const objects = (): readonly KubeObject[] => (whole ??= sorted().map((key) => byKey.get(key) as KubeObject));
  const forget = () => {
    const oldest = now() - remembered;
    let gone = Math.max(0, log.length - most);
    while (gone < log.length && (log[gone]?.at ?? 0) < oldest) gone += 1;
    if (gone === 0) return;
    forgotten = log[gone - 1]?.change.revision ?? forgotten;
    log = log.slice(gone);
  };

  return {
    get: (namespace, name) => byKey.get(orderOf(namespace, name)),
    list(namespace) {
      if (namespace === undefined) return objects();
      return objects().slice(positionOf(sorted(), `${namespace}\0`), positionOf(sorted(), `${namespace}\u0001`));
    },
    set(object) {
      const key = orderOf(object.metadata.namespace, object.metadata.name);
      if (!byKey.has(key)) added.push(key);
      byKey.set(key, object);
      whole = undefined;
    },
    delete(namespace, name) {
      const key = orderOf(namespace, name);
      const ordered = sorted();
      const position = positionOf(ordered, key);
      if (ordered[position] === key) ordered.splice(position, 1);
      byKey.delete(key);
      whole = undefined;
    },
    note(change) {
      log.push({ at: now(), change });
      if (log.length > most * 1.2) forget();
    },
    since(revision) {
      forget();
      if (revision < forgotten) return undefined;
      let first = log.length;
      while (first > 0 && (log[first - 1]?.change.revision ?? 0) > revision) first -= 1;
      return log.slice(first).map(({ change }) => change);
    },
  };
}

/** Where a key is, or would be put, in a sorted list. */
function positionOf(keys: readonly string[], key: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
