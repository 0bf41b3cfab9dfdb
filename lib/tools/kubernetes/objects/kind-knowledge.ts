import type { ClusterEvent, FactGroup, ObjectControl } from "@/lib/model";
import type { FieldNotes } from "./field-notes";
import type { KubeObject } from "./kube-object";
import type { Member, Standing } from "./member";

/** How an object is: for a line of the tree and, in a sentence, for its own page. */
export interface State extends Standing {
  /** "2 of 3 pods are ready." */
  readonly sentence: string;
}

/** An object with what was read around it. */
export interface Subject {
  readonly object: KubeObject;
  /** What belongs to it, as the tree has it. */
  readonly children: readonly Member[];
  /** Of the object itself, newest first. */
  readonly events: readonly ClusterEvent[];
  /** ms since the epoch. */
  readonly now: number;
  /** What the kind's own schema says of its fields, for kinds that Castor has no words of its own for. */
  readonly notes?: FieldNotes;
}

/** What Castor knows of one kind: a declaration in a file of its own, found by `group/Kind`. */
export interface KindKnowledge {
  readonly kind: string;
  /** From the object, and from what belongs to it where that was read, so that every line of a tree can have it. */
  state(object: KubeObject, children: readonly Member[]): State;
  /** The made-to-measure summary. */
  facts(subject: Subject): readonly FactGroup[];
  /** What actions on it need to know. */
  control?(object: KubeObject): ObjectControl;
}

export const defineKind = (knowledge: KindKnowledge): KindKnowledge => knowledge;

export const state = (wellness: State["wellness"], status: string, sentence: string): State => ({ wellness, status, sentence });
