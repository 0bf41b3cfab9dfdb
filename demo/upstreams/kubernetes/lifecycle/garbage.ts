import type { Api } from "../call";
import { isObject, listAt, textAt } from "../json-value";
import type { KindId, KubeObject } from "../kind";
import type { ObjectStore, StoreChange } from "../object-store";
import { beginRemoval, foreground, orphaned, removed } from "../write/remove";

interface Place {
  readonly kind: KindId;
  readonly namespace: string | undefined;
  readonly name: string;
}

const keyOf = ({ kind, namespace, name }: Place) => `${kind.group}/${kind.plural}/${namespace ?? ""}/${name}`;
const ownersOf = (object: KubeObject | undefined) => listAt(object, "metadata", "ownerReferences").filter(isObject);

/** Follows the store: what is owned goes with its last owner, or loses it, as the owner's removal asked. */
export function collectGarbage(api: Pick<Api, "store" | "now">): () => void {
  const { store } = api;
  const owned = new Map<string, Map<string, Place>>();
  const living = new Set<string>();

  const index = ({ kind, object, previous, type }: StoreChange) => {
    const place: Place = { kind, namespace: object.metadata.namespace, name: object.metadata.name };
    for (const owner of ownersOf(previous)) owned.get(textAt(owner, "uid") ?? "")?.delete(keyOf(place));
    if (type === "DELETED") {
      living.delete(object.metadata.uid);
      return;
    }
    living.add(object.metadata.uid);
    for (const owner of ownersOf(object)) {
      const uid = textAt(owner, "uid") ?? "";
      const places = owned.get(uid) ?? new Map<string, Place>();
      owned.set(uid, places.set(keyOf(place), place));
    }
  };
  const dependents = (uid: string) => [...(owned.get(uid)?.values() ?? [])].flatMap((place) => {
    const object = store.get(place.kind, place.namespace, place.name);
    return object === undefined ? [] : [{ ...place, object }];
  });
  const finish = (kind: KindId, object: KubeObject, finalizer: string) => {
    const finalizers = listAt(object, "metadata", "finalizers").filter((each) => each !== finalizer);
    const { finalizers: _, ...metadata } = object.metadata;
    removed(api, kind, store.put(kind, { ...object, metadata: { ...metadata, ...(finalizers.length > 0 && { finalizers }) } }));
  };

  return store.follow((change) => {
    index(change);
    const { kind, object, type } = change;
    const { uid } = object.metadata;
    if (type === "DELETED") {
      for (const { kind: of, object: dependent } of dependents(uid)) {
        if (!ownersOf(dependent).some((owner) => living.has(textAt(owner, "uid") ?? ""))) beginRemoval(api, of, dependent, {});
      }
      owned.delete(uid);
      for (const owner of ownersOf(change.previous ?? object)) letGo(store, textAt(owner, "uid") ?? "", owner, object, dependents, finish);
      return;
    }
    if (object.metadata.deletionTimestamp === undefined) return;
    const current = store.get(kind, object.metadata.namespace, object.metadata.name);
    if (current === undefined || current.metadata.uid !== uid) return;
    const finalizers = listAt(current, "metadata", "finalizers");
    if (finalizers.includes(orphaned)) {
      for (const { kind: of, object: dependent } of dependents(uid)) {
        const left = ownersOf(dependent).filter((owner) => owner.uid !== uid);
        const { ownerReferences: _, ...metadata } = dependent.metadata;
        store.put(of, { ...dependent, metadata: { ...metadata, ...(left.length > 0 && { ownerReferences: left }) } });
      }
      finish(kind, current, orphaned);
    } else if (finalizers.includes(foreground)) {
      const blocking = dependents(uid);
      for (const { kind: of, object: dependent } of blocking) if (dependent.metadata.deletionTimestamp === undefined) beginRemoval(api, of, dependent, { propagation: "Foreground" });
      if (dependents(uid).length === 0) finish(kind, current, foreground);
    }
  });
}

/** An owner that waits for its dependents goes when the last one is gone. */
function letGo(store: ObjectStore, uid: string, owner: Readonly<Record<string, unknown>>, object: KubeObject, dependents: (uid: string) => readonly unknown[], finish: (kind: KindId, object: KubeObject, finalizer: string) => void): void {
  if (dependents(uid).length > 0) return;
  const [group = "", version = ""] = String(owner.apiVersion).includes("/") ? String(owner.apiVersion).split("/") : ["", String(owner.apiVersion)];
  const plural = `${String(owner.kind).toLowerCase()}s`;
  const found = store.get({ group, version, plural }, object.metadata.namespace, String(owner.name)) ?? store.get({ group, version, plural }, undefined, String(owner.name));
  if (found?.metadata.uid === uid && listAt(found, "metadata", "finalizers").includes(foreground)) finish({ group, version, plural }, found, foreground);
}
