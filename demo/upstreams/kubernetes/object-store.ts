import type { KindId, KubeObject } from "./kind";

export type { KindId } from "./kind";

/** One change of the store, as a watcher is told it. */
export interface StoreChange {
  readonly revision: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly kind: KindId;
  readonly object: KubeObject;
  /** What it was before; a watcher with a selector needs to know whether it was meant before. */
  readonly previous?: KubeObject;
}

/** An object as somebody writes it: what the store gives by itself may be missing. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<KubeObject["metadata"]> & { readonly name: string };
  readonly [more: string]: unknown;
}

/**
 * One cluster's etcd: every object of every kind as plain JSON, one growing revision, and
 * everybody who follows. It knows no rules: those are the API server's. What controllers
 * and people write meets here.
 */
export interface ObjectStore {
  /** The newest resourceVersion. */
  readonly revision: number;
  get(kind: KindId, namespace: string | undefined, name: string): KubeObject | undefined;
  /** Sorted by namespace and name. */
  list(kind: KindId, namespace?: string): readonly KubeObject[];
  /**
   * Creates or replaces. Gives uid, creationTimestamp and resourceVersion, raises generation when
   * spec differs, and tells followers; an equal object changes nothing. Returns what is stored.
   */
  put(kind: KindId, object: Manifest): KubeObject;
  remove(kind: KindId, namespace: string | undefined, name: string): KubeObject | undefined;
  /** What changed of this kind after a revision, oldest first; undefined where that is no longer remembered (410). */
  changesSince(kind: KindId, revision: number): readonly StoreChange[] | undefined;
  /** Calls back with each change, in order; returns what ends it. */
  follow(listener: (change: StoreChange) => void): () => void;
}
