import { CastorError, wellKnownKind, type KnownKind, type ObjectRef } from "@/lib/model";
import type { KubeObject } from "../kube-object";

/** A kind that is certainly in the table of well-known ones. */
export function known(kind: string): KnownKind {
  const found = wellKnownKind(kind);
  if (found === undefined) throw new CastorError("internal", `Castor does not know the kind ${kind}.`);
  return found;
}

/** The object of a known kind, in this namespace where the kind has one. */
export function named(kind: string, name: string, namespace: string | undefined): ObjectRef {
  const { group, version, resource, namespaced } = known(kind);
  return { group, version, resource, kind, name, ...(namespaced && namespace !== undefined ? { namespace } : {}) };
}

export const ownedBy = (objects: readonly KubeObject[], { uid }: KubeObject): readonly KubeObject[] => objects.filter(({ owners }) => owners.some((owner) => owner.uid === uid));
