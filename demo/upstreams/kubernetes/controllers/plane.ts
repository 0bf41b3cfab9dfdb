import { seedOf } from "../../../world/dice";
import type { ControllerSurroundings } from "../cluster-parts";
import { listAt, objectAt, textAt } from "../json-value";
import { apiVersion, timestamp } from "../kind";
import type { KindId, KubeObject } from "../kind";
import type { Manifest, StoreChange } from "../object-store";
import { eventRecorder } from "./event-recorder";
import type { EventRecorder } from "./event-recorder";
import { ids, kindNames } from "./ids";
import { createTimeline } from "./timeline";
import type { Timeline } from "./timeline";

/** An object and where it is stored. */
export interface Stored {
  readonly kind: KindId;
  readonly object: KubeObject;
}

/** What every controller works with: the store, time, and the word to people. */
export interface Plane extends ControllerSurroundings {
  readonly time: Timeline;
  readonly events: EventRecorder;
  /** Whether the initial objects are still being brought to life: what is made now counts as made long ago. */
  readonly beginning: boolean;
  /** Calls back with every change of a kind. */
  on(kind: KindId, handler: (change: StoreChange) => void): void;
  /** What the API server makes of an object before it stores it. */
  prepared(kind: KindId, manifest: Manifest): Manifest;
  /** Writes a status; nothing happens where it says the same, or where the object is gone. */
  status(kind: KindId, object: KubeObject, status: object): void;
  /** Everything that names an object as its owner. */
  dependents(uid: string): readonly Stored[];
  /** The pods that an object controls, sorted by name. */
  podsOf(uid: string): readonly KubeObject[];
  /** Ends the beginning. */
  begun(): void;
  stop(): void;
}

const keyOf = ({ group, plural }: KindId) => `${group}/${plural}`;
const ownersOf = (object: KubeObject) => listAt(object, "metadata", "ownerReferences").map((owner) => textAt(owner, "uid") ?? "");

export function createPlane(around: ControllerSurroundings): Plane {
  const { store, kinds, cluster, world } = around;
  const time = createTimeline(world.now);
  const handlers = new Map<string, ((change: StoreChange) => void)[]>();
  /** By owner, then by kind and name. */
  const owned = new Map<string, Map<string, Stored>>();
  let beginning = true;
  const index = ({ type, kind, object, previous }: Pick<StoreChange, "type" | "kind" | "object" | "previous">) => {
    const key = `${keyOf(kind)} ${object.metadata.namespace ?? ""}/${object.metadata.name}`;
    for (const uid of previous === undefined ? [] : ownersOf(previous)) owned.get(uid)?.delete(key);
    for (const uid of type === "DELETED" ? [] : ownersOf(object)) {
      const list = owned.get(uid) ?? new Map<string, Stored>();
      owned.set(uid, list.set(key, { kind, object }));
    }
    if (type === "DELETED" && owned.get(object.metadata.uid)?.size === 0) owned.delete(object.metadata.uid);
  };
  for (const kind of kinds.all()) if (kind.view === undefined) for (const object of store.list(kind)) index({ type: "ADDED", kind, object });
  const unfollow = store.follow((change) => {
    index(change);
    for (const handler of handlers.get(keyOf(change.kind)) ?? []) handler(change);
  });
  return {
    ...around,
    time,
    events: eventRecorder(store, cluster.seed, time),
    get beginning() {
      return beginning;
    },
    begun: () => void (beginning = false),
    on(kind, handler) {
      const list = handlers.get(keyOf(kind)) ?? [];
      handlers.set(keyOf(kind), [...list, handler]);
    },
    prepared(kind, manifest) {
      const found = kinds.find(kind);
      const metadata = { creationTimestamp: timestamp(time.now()), ...manifest.metadata };
      const named = { ...manifest, metadata: { uid: "", resourceVersion: "", ...metadata } } as KubeObject;
      const ready = found?.prepare?.(named, { at: time.now(), draw: (about) => seedOf(cluster.seed, about) }) ?? named;
      return { ...ready, metadata };
    },
    status(kind, object, status) {
      const current = store.get(kind, object.metadata.namespace, object.metadata.name);
      if (current?.metadata.uid !== object.metadata.uid) return;
      store.put(kind, { ...current, status });
    },
    dependents: (uid) => [...(owned.get(uid)?.values() ?? [])],
    podsOf: (uid) => [...(owned.get(uid)?.values() ?? [])].filter(({ kind }) => kind.plural === "pods" && kind.group === "").map(({ object }) => object).sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
    stop: unfollow,
  };
}

/** The reference by which an object says that it belongs to its controller. */
export function controlledBy(kind: keyof typeof ids, { metadata }: KubeObject): object {
  return { apiVersion: apiVersion(ids[kind]), kind: kindNames[kind], name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true };
}

/** The object's controller, as its ownerReferences name it. */
export function controllerOf(object: KubeObject): { readonly kind: string; readonly name: string; readonly uid: string } | undefined {
  const owner = listAt(object, "metadata", "ownerReferences").find((each) => objectAt({ each }, "each").controller === true);
  const [kind, name, uid] = [textAt(owner, "kind"), textAt(owner, "name"), textAt(owner, "uid")];
  return kind === undefined || name === undefined || uid === undefined ? undefined : { kind, name, uid };
}

/** Whether somebody has told an object to go. */
export const isGoing = ({ metadata }: KubeObject): boolean => metadata.deletionTimestamp !== undefined;
