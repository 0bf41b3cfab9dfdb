import type { WorldCluster } from "../../world/cluster";

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

/** One object of a list: cheap until it is rendered, so that a page of many thousand costs little. */
export interface Entry {
  readonly namespace?: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What a field selector may ask for. */
  readonly fields: Readonly<Record<string, string>>;
  readonly object: () => KubeObject;
  /** One cell for each column. */
  readonly cells: () => readonly (string | number)[];
}

/** What a watcher is told. */
export interface Change {
  readonly at: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly entry: Entry;
}

/** A kind of object that the API serves. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly namespaced: boolean;
  /** Whether `kubectl get all` shows it. */
  readonly everyday?: boolean;
  readonly columns: readonly Column[];
  /** Everything of this kind at a moment, sorted by namespace and name. */
  entries(cluster: WorldCluster, at: number): readonly Entry[];
  /** What changed in (from, to], oldest first; left out where nothing ever does. */
  changes?(cluster: WorldCluster, from: number, to: number): readonly Change[];
}

/** A column by name; wide ones have a description that says so. */
export function column(name: string, priority = 0, type: Column["type"] = "string", format = name === "Name" ? "name" : ""): Column {
  return { name, type, format, description: "", priority };
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersion({ group, version }: Pick<Kind, "group" | "version">): string {
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
