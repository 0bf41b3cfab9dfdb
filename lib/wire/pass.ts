import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { Headers } from "./redact";

/** A request that is handed on as it is, with headers that were chosen one by one. */
export interface PassAsk {
  readonly method: string;
  /** With its `?`, exactly as it is sent; empty where there is none. */
  readonly query?: string;
  readonly headers?: Headers;
  readonly body?: Readable | string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long the upstream may take to begin its answer, ms (30 s). The answer itself may last. */
  readonly beginMs?: number;
}

/** The answer, whatever its status; its body must be read or destroyed. */
export interface Passed {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}
