/** The object that an event is about. */
export interface Involved {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly fieldPath?: string;
}

/** Something that a component of the cluster reported, once or again and again. */
export interface Occurrence {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly about: Involved;
  readonly component: string;
  /** The node it was reported from, where a kubelet did. */
  readonly host?: string;
  /** When it was seen, oldest first; never empty. ms since the epoch. */
  readonly seen: readonly number[];
}
