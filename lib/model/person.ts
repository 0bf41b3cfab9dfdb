/** Who is asking. A person is issuer + subject; everything else can change. */
export interface Person {
  /** `<issuer>#<subject>`, the only identity that is stored. */
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email?: string;
  readonly groups: readonly string[];
  /** In a group that the settings call administrators. */
  readonly admin: boolean;
}

/** What the Store remembers of a person's taste. */
export interface Preferences {
  /** `<cluster>/<tile>` in the order pinned. */
  readonly pins: readonly string[];
  readonly home?: string;
  /** By cluster: the namespaces that the person works in, for clusters where nobody may list them. */
  readonly namespaces?: Readonly<Record<string, readonly string[]>>;
  /** Filters of alerts that the person saved, by name; sorted. */
  readonly filters?: readonly SavedFilter[];
}

/** A filter of alerts under a name of its own, in the filter language. */
export interface SavedFilter {
  readonly name: string;
  readonly filter: string;
}
