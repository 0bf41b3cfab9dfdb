import { dig, equal } from "./json-value";
import { timestamp } from "./kind";
import type { KindId, KubeObject } from "./kind";
import type { Manifest, ObjectStore, StoreChange } from "./object-store";
import { createShelf } from "./shelf";
import type { Shelf } from "./shelf";

/** How long a list may be continued, and how far back a watch may begin, ms. */
export const remembered = 5 * 60_000;
/** What an empty store counts from, so that no version looks like a count. */
const firstRevision = 1_000;
/** And how many changes of one kind, whatever their age. */
const mostChanges = 20_000;

export interface StoreOptions {
  /** ms since the epoch. */
  readonly now: () => number;
  /** A new object's uid. */
  readonly uid: () => string;
}

/** Kinds whose objects count how often their spec was written. Of the core group hardly any does. */
const counts = ({ group, plural }: KindId, object: Manifest) => dig(object, "spec") !== undefined && (group !== "" || plural === "replicationcontrollers");

/** Makes an empty store. Objects put into it are never changed, only replaced; nobody may change what it returns. */
export function createObjectStore({ now, uid }: StoreOptions): ObjectStore {
  const shelves = new Map<string, Shelf>();
  const listeners = new Set<(change: StoreChange) => void>();
  let revision = firstRevision;
  /** A listener that writes makes changes too: they wait, so that everybody is told of all in the same order. */
  const untold: StoreChange[] = [];
  let telling = false;

  const shelfOf = (kind: KindId): Shelf => {
    const key = `${kind.group}/${kind.plural}`;
    let shelf = shelves.get(key);
    if (shelf === undefined) shelves.set(key, (shelf = createShelf({ remembered, most: mostChanges, now, begun: firstRevision })));
    return shelf;
  };
  const tell = (kind: KindId, type: StoreChange["type"], object: KubeObject, previous: KubeObject | undefined) => {
    const change: StoreChange = { revision, type, kind, object, ...(previous && { previous }) };
    shelfOf(kind).note(change);
    untold.push(change);
    if (telling) return;
    telling = true;
    try {
      for (let next = untold.shift(); next !== undefined; next = untold.shift()) for (const listener of [...listeners]) listener(next);
    } finally {
      telling = false;
    }
  };

  return {
    get revision() {
      return revision;
    },
    get: (kind, namespace, name) => shelfOf(kind).get(namespace, name),
    list: (kind, namespace) => shelfOf(kind).list(namespace),
    put(kind, object) {
      const shelf = shelfOf(kind);
      const { metadata } = object;
      const before = shelf.get(metadata.namespace, metadata.name);
      const generation = counts(kind, object) ? { generation: before === undefined ? ((metadata.generation as number | undefined) ?? 1) : generationOf(before) + (equal(before.spec, object.spec) ? 0 : 1) } : {};
      const given = {
        ...metadata,
        uid: before?.metadata.uid ?? metadata.uid ?? uid(),
        creationTimestamp: before?.metadata.creationTimestamp ?? metadata.creationTimestamp ?? timestamp(now()),
        ...generation,
      };
      if (before !== undefined && equal(before, { ...object, metadata: { ...given, resourceVersion: before.metadata.resourceVersion } })) return before;
      revision += 1;
      const stored: KubeObject = { ...object, metadata: { ...given, resourceVersion: String(revision) } };
      shelf.set(stored);
      tell(kind, before === undefined ? "ADDED" : "MODIFIED", stored, before);
      return stored;
    },
    remove(kind, namespace, name) {
      const shelf = shelfOf(kind);
      const before = shelf.get(namespace, name);
      if (before === undefined) return undefined;
      revision += 1;
      shelf.delete(namespace, name);
      const last: KubeObject = { ...before, metadata: { ...before.metadata, resourceVersion: String(revision) } };
      tell(kind, "DELETED", last, before);
      return last;
    },
    changesSince: (kind, since) => shelfOf(kind).since(since),
    follow(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const generationOf = ({ metadata }: KubeObject) => (typeof metadata.generation === "number" ? metadata.generation : 1);
