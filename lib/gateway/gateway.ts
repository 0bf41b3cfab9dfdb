import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Settings } from "@/lib/settings";
import type { Store } from "@/lib/store";
import type { GatewayEntry } from "./entry";
import { hostTable } from "./host";
import type { RefusalBook } from "./refusal";
import type { GatewaySessions } from "./session";
import type { Identification } from "./identity";

export interface GatewayParts {
  readonly settings: Pick<Settings, "publicUrl" | "secret" | "gateway" | "rateLimits">;
  readonly entries: readonly GatewayEntry[];
  readonly sessions: GatewaySessions;
  readonly once: Store["once"];
  readonly identification: Identification;
  readonly refusals: RefusalBook;
  /** The browser's address. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** ms since the epoch. */
  readonly now: () => number;
}

/** The identity-aware reverse proxy that puts tools behind the one sign-in. */
export interface Gateway {
  /** The tool whose hostname this is, by a request's Host header. */
  entryOf(host: string | undefined): GatewayEntry | undefined;
  /** Answers every request to a tool's hostname; never throws. */
  handle(entry: GatewayEntry, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers an upgrade on a tool's hostname; never throws. */
  upgrade(entry: GatewayEntry, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Answers `GET /gateway/enter` on Castor's own host: gives a ticket for one tool to the browser that asked there. */
  enter(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends every open connection. */
  close(): Promise<void>;
}

export function createGateway({ entries }: GatewayParts): Gateway {
  return {
    entryOf: hostTable(entries),
    handle: async (_entry, _request, response) => void response.writeHead(503).end(),
    upgrade: async (_entry, _request, socket) => void socket.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n"),
    enter: async (_request, response) => void response.writeHead(503).end(),
    close: async () => undefined,
  };
}
