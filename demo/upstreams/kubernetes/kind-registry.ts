import { crdKinds } from "./custom-kind";
import type { Kind, KindId } from "./kind";
import { apiVersion } from "./kind";
import type { ObjectStore } from "./object-store";

/** Every kind that the API serves right now: those built in, and those that CRDs in the store define. */
export interface KindRegistry {
  all(): readonly Kind[];
  find(id: KindId): Kind | undefined;
  /** By what an object says of itself: `apps/v1`, `Deployment`. */
  named(version: string, kind: string): Kind | undefined;
  /** Where objects of this kind are kept: the kind itself, unless it is a view of another. */
  stored(kind: Kind): KindId;
}

/** The CRDs' own kind. */
export const crdId: KindId = { group: "apiextensions.k8s.io", version: "v1", plural: "customresourcedefinitions" };

const keyOf = ({ group, version, plural }: KindId) => `${group}/${version}/${plural}`;

export function createKindRegistry(store: ObjectStore, builtIn: readonly Kind[]): KindRegistry {
  let known: { readonly all: readonly Kind[]; readonly byId: ReadonlyMap<string, Kind>; readonly byName: ReadonlyMap<string, Kind> } | undefined;
  store.follow(({ kind }) => {
    if (kind.plural === crdId.plural && kind.group === crdId.group) known = undefined;
  });
  const current = () => {
    if (known !== undefined) return known;
    const all = [...builtIn, ...store.list(crdId).flatMap(crdKinds)];
    known = {
      all,
      byId: new Map(all.map((kind) => [keyOf(kind), kind])),
      byName: new Map(all.map((kind) => [`${apiVersion(kind)} ${kind.kind}`, kind])),
    };
    return known;
  };
  return {
    all: () => current().all,
    find: (id) => current().byId.get(keyOf(id)),
    named: (version, kind) => current().byName.get(`${version} ${kind}`),
    stored: (kind) => kind.view?.of ?? kind,
  };
}
