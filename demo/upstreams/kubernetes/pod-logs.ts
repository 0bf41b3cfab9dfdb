import type { WorldCluster } from "../../world/cluster";
import type { KubeObject } from "./kind";

/** What a reader of a container's log asks for. */
export interface LogOptions {
  /** Goes on until the signal aborts or the container ends. */
  readonly follow: boolean;
  /** The run before the current one. */
  readonly previous: boolean;
  /** Each line begins with its moment, RFC 3339 with nanoseconds, and a space. */
  readonly timestamps: boolean;
  /** Only the last lines. */
  readonly tailLines?: number;
  /** Only from this moment on, ms since the epoch. */
  readonly since?: number;
  /** Ends after this many bytes. */
  readonly limitBytes?: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a container's log in pieces of whole lines, each ending in a newline; undefined where the
 * container has no such log (never started, or no previous run). `controllers/logs.ts` exports one as `podLogs`.
 */
export type PodLogs = (cluster: WorldCluster, pod: KubeObject, container: string, options: LogOptions) => AsyncIterable<string> | undefined;
