import type { ObjectRef } from "@/lib/model";
import type { KubeObject } from "../kube-object";
import type { Member, Standing } from "../member";
import type { Reader } from "../reader";

/** What belongs directly to an object. */
export interface Kin {
  /** Read and not yet followed further. */
  readonly objects?: readonly KubeObject[];
  /** With children of their own already. */
  readonly members?: readonly Member[];
  /** Named only: they are read one by one. */
  readonly refs?: readonly ObjectRef[];
  /** Named by somebody who also told how they are. */
  readonly told?: readonly { readonly ref: ObjectRef; readonly standing: Standing }[];
  readonly more?: number;
}

/** Finds what belongs to an object of one kind, with as few questions as that kind allows. */
export type FindKin = (object: KubeObject, reader: Reader) => Promise<Kin>;
