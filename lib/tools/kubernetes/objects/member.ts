import type { ObjectRef, Wellness } from "@/lib/model";
import type { KubeObject } from "./kube-object";

/** One object of a family and what belongs to it, before anything is said about it. */
export interface Member {
  readonly ref: ObjectRef;
  /** Missing where it could not be read, or where somebody else told its state. */
  readonly object?: KubeObject;
  /** Its state as told by another: Argo CD knows its resources'. */
  readonly told?: Standing;
  /** It was looked for and does not exist. */
  readonly gone?: true;
  readonly children: readonly Member[];
  readonly more?: number;
}

/** How an object is, short enough for a line of a tree. */
export interface Standing {
  readonly wellness: Wellness;
  /** "3/3 ready", "CrashLoopBackOff". */
  readonly status: string;
}

/** The member and everything under it, parents first. */
export function all(member: Member): readonly Member[] {
  return [member, ...member.children.flatMap(all)];
}

/** The objects among them that were read. */
export function objectsOf(members: readonly Member[]): readonly KubeObject[] {
  return members.flatMap(({ object }) => object ?? []);
}
