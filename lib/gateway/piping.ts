import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { GatewayEntry } from "./entry";
import type { IdentityHeaders } from "./identity";

/** What one request is passed on with. */
export interface Passing {
  readonly entry: GatewayEntry;
  readonly identity: IdentityHeaders;
  /** The browser's address. */
  readonly from: string;
  /** Aborts when the session ends. */
  readonly ended: AbortSignal;
}

/** How it failed, before anything was answered. */
export interface PipeFailure {
  readonly reason: "too-large" | "unavailable" | "websocket" | "signed-out";
  /** For a person: the tool does not answer, its certificate is wrong, it took too long. */
  readonly sentence: string;
  readonly status: 413 | 401 | 502 | 504;
}

/** Passes requests on to tools, both ways as they come. */
export interface Piping {
  /** Resolves when the answer has ended, whole or cut off; with the failure where nothing has been answered yet. Never throws. */
  web(request: IncomingMessage, response: ServerResponse, passing: Passing): Promise<PipeFailure | undefined>;
  /** The same for an upgrade, which has been let in already; resolves when both sides have closed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, passing: Passing): Promise<PipeFailure | undefined>;
  close(): Promise<void>;
}

export interface PipingParts {
  readonly publicUrl: string;
  readonly entries: readonly GatewayEntry[];
  /** Bytes. */
  readonly requestLimit: number;
  /** ms until the tool begins to answer. */
  readonly timeout: number;
  /** Header names by which tools are told who asks, lower case. */
  readonly identityNames: ReadonlySet<string>;
  readonly log: { warn(fields: object, message: string): void };
}

export function createPiping(_parts: PipingParts): Piping {
  throw new Error("Not written yet: B");
}
