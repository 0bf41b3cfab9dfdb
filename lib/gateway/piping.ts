import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createClientHeaders } from "./client-headers";
import type { GatewayEntry } from "./entry";
import type { IdentityHeaders } from "./identity";
import { createOpenConnections } from "./open-connections";
import { closeAfter, declaresMoreThan } from "./request-limit";
import { pass } from "./passage";
import { climbs, toolAddress, type ToolAddress } from "./tool-address";
import { signedOut, tooLarge } from "./tool-failure";
import { answerOn } from "./web-socket";

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
  readonly reason: "too-large" | "unavailable" | "websocket" | "signed-out" | "path";
  /** For a person: the tool does not answer, its certificate is wrong, it took too long. */
  readonly sentence: string;
  readonly status: 400 | 413 | 401 | 502 | 504;
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

const unreadable = (sentence: string): PipeFailure => ({ reason: "path", sentence, status: 400 });

export function createPiping({ publicUrl, entries, requestLimit, timeout, identityNames, log }: PipingParts): Piping {
  const addresses = new Map<GatewayEntry, ToolAddress>();
  const addressOf = (entry: GatewayEntry) => {
    const known = addresses.get(entry) ?? toolAddress(entry, publicUrl, timeout);
    addresses.set(entry, known);
    return known;
  };
  entries.forEach(addressOf);
  const clientHeaders = createClientHeaders(identityNames);
  const open = createOpenConnections();

  /** What is refused before the tool hears of it. */
  const refused = (request: IncomingMessage, { prefix }: ToolAddress, ended: AbortSignal): PipeFailure | undefined => {
    if (ended.aborted) return signedOut;
    const coding = request.headers["transfer-encoding"];
    if (coding !== undefined && !/^\s*chunked\s*$/i.test(coding)) return unreadable("Of transfer codings, only chunked is passed on.");
    if (prefix !== "" && climbs(request.url ?? "/")) return unreadable("This path leads out of the tool.");
    return undefined;
  };

  return {
    async web(request, response, { entry, identity, from, ended }) {
      const address = addressOf(entry);
      const failure = refused(request, address, ended) ?? (declaresMoreThan(request, requestLimit) ? tooLarge(requestLimit) : undefined);
      if (failure !== undefined) {
        if (failure.reason === "too-large") closeAfter(request, response);
        return failure;
      }
      const headers = clientHeaders(request.headers, { identity, from, proto: address.proto });
      return pass({ request, response, address, headers, ended, requestLimit, open, log });
    },
    async upgrade(request, socket, head, { entry, identity, from, ended }) {
      const address = addressOf(entry);
      const failure = refused(request, address, ended);
      if (failure !== undefined) return failure;
      if (request.method !== "GET" || request.headers.upgrade?.toLowerCase() !== "websocket") return { reason: "websocket", sentence: "Only WebSocket is passed on, nothing else that a connection could become.", status: 400 };
      if (socket.destroyed) return undefined;
      const headers = clientHeaders(request.headers, { identity, from, proto: address.proto });
      return pass({ request, response: answerOn(socket, request), address, headers, ended, webSocket: { socket, head }, requestLimit, open, log });
    },
    async close() {
      open.close();
      await Promise.all([...addresses.values()].map(({ pool }) => pool.destroy()));
    },
  };
}
