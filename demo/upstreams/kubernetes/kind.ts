/** What names a kind in the store. */
export interface KindId {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** An object as the API sends it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [more: string]: unknown;
  };
  readonly [more: string]: unknown;
}

/** A column of the Table format; priority 0 is shown always, above only by `-o wide`. */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer";
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

/** What a cell of a Table holds; a missing value is `<none>` or null as kubectl prints it for that column. */
export type Cell = string | number | boolean | null;

/** The paths below an object that a kind answers; `status` and `scale` are answered by the API server itself. */
export type Subresource = "status" | "scale" | "log" | "eviction" | "binding" | "exec" | "attach" | "portforward" | "proxy" | "ephemeralcontainers" | "token" | "approval" | "finalize";

/** A field of a written object that Kubernetes would not accept, in its own words. */
export interface Mistake {
  /** Such as `spec.template.spec.containers[0].name`. */
  readonly field: string;
  readonly reason: "FieldValueRequired" | "FieldValueInvalid" | "FieldValueNotSupported" | "FieldValueForbidden" | "FieldValueDuplicate";
  /** Such as `Required value` or `Invalid value: -1: must be greater than or equal to 0`. */
  readonly message: string;
}

/** What is known when an object is written. */
export interface Writing {
  /** ms since the epoch. */
  readonly at: number;
  /** What is replaced; left out when the object is new. */
  readonly before?: KubeObject;
  /** A value that no other object has, such as a port or an address; the same text gives the same value. */
  readonly draw: (about: string) => number;
}

/**
 * A kind of object that the API serves: a declaration. The objects are in the store, so a kind says
 * only what Kubernetes' own code knows of them: names, kubectl's columns, defaults and rules.
 */
export interface Kind extends KindId {
  readonly kind: string;
  /** The kind in small letters when left out. */
  readonly singular?: string;
  readonly shortNames?: readonly string[];
  readonly namespaced: boolean;
  /** Such as `all`. */
  readonly categories?: readonly string[];
  /** Everything that can be done with stored objects when left out. */
  readonly verbs?: readonly string[];
  readonly subresources?: readonly Subresource[];
  readonly columns: readonly Column[];
  /** One cell for each column, of an object at a moment (ms since the epoch). Reads what people wrote: nothing but metadata is certain. */
  cells(object: KubeObject, at: number): readonly Cell[];
  /** What field selectors may ask for besides `metadata.name` and `metadata.namespace`. */
  fields?(object: KubeObject): Readonly<Record<string, string>>;
  /** Fills in the defaults and whatever the API server sets by itself (spec.clusterIP, an empty status…). */
  prepare?(object: KubeObject, writing: Writing): KubeObject;
  /** What Kubernetes would refuse in a prepared object, beyond names, quantities and types, which are checked for all kinds. */
  mistakes?(object: KubeObject, writing: Writing): readonly Mistake[];
  /** Set where the same objects are served under another group or version too (events): where they are stored, and how they are turned. */
  readonly view?: { readonly of: KindId; read(stored: KubeObject): KubeObject; write(sent: KubeObject): KubeObject };
  /** A CRD's schema (openAPIV3Schema); built-in kinds have theirs from Kubernetes' own models. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** Where a kind's scale is kept, as JSON paths in a CRD's words; workloads have theirs built in. */
  readonly scale?: { readonly specReplicasPath: string; readonly statusReplicasPath: string; readonly labelSelectorPath?: string };
}

/** A column by name; wide ones have a description that says so. */
export function column(name: string, priority = 0, type: Column["type"] = "string", format = name === "Name" ? "name" : ""): Column {
  return { name, type, format, description: "", priority };
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersion({ group, version }: Pick<KindId, "group" | "version">): string {
  return group === "" ? version : `${group}/${version}`;
}

/** A moment as Kubernetes writes it: whole seconds, UTC. */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

/** A span as kubectl prints an age: two units at most, and only where the second still matters. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const two = (whole: number, unit: string, rest: number, small: string) => (rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${small}`);
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return two(minutes, "m", seconds % 60, "s");
  if (hours < 3) return `${minutes}m`;
  if (hours < 8) return two(hours, "h", minutes % 60, "m");
  if (hours < 48) return `${hours}h`;
  if (days < 8) return two(days, "d", hours % 24, "h");
  if (days < 730) return `${days}d`;
  return two(Math.floor(days / 365), "y", days % 365, "d");
}
