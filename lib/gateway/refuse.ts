import { STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { ProblemCode } from "@/lib/model";
import { wantsPage } from "./browser-request";
import type { GatewayEntry } from "./entry";
import { ownHeaders } from "./own-page";
import type { RefusalBook, RefusalReason } from "./refusal";
import { refusalPage, type RefusalPage } from "./refusal-page";
import { rawPath } from "./tool-path";

/** A refusal and how it is answered. */
export interface Refused extends Pick<RefusalPage, "sentence" | "advice" | "link"> {
  readonly reason: RefusalReason;
  readonly status: keyof typeof codes;
  readonly entry?: Pick<GatewayEntry, "id" | "origin" | "tool">;
  /** Where it happened, if not at the entry's host. */
  readonly place?: "tickets";
  readonly person?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

const codes = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  405: "invalid",
  413: "too-large",
  426: "invalid",
  429: "forbidden",
  500: "internal",
  502: "unreachable",
  503: "unreachable",
  504: "timeout",
} as const satisfies Record<number, ProblemCode>;

/** Answers what is refused, and has it written down. */
export interface Refuser {
  web(request: IncomingMessage, response: ServerResponse, refused: Refused): void;
  upgrade(request: IncomingMessage, socket: Duplex, refused: Refused): void;
}

export function createRefuser({ publicUrl, refusals, addressOf }: { readonly publicUrl: string; readonly refusals: RefusalBook; readonly addressOf: (request: IncomingMessage) => string }): Refuser {
  const tell = (request: IncomingMessage, { reason, place, entry, sentence, person }: Refused) => {
    const path = rawPath(request.url);
    refusals.tell({
      reason,
      place: place ?? entry?.id ?? "tickets",
      sentence,
      from: addressOf(request),
      ...(person === undefined ? {} : { person }),
      ...(request.method === undefined ? {} : { method: request.method }),
      ...(path === undefined ? {} : { path }),
    });
  };
  return {
    web(request, response, refused) {
      tell(request, refused);
      if (response.headersSent || response.destroyed) return;
      const { reason, status, sentence, advice, link, entry, retryAfter } = refused;
      // A body that nobody reads must not keep the connection busy.
      const unread = request.headers["transfer-encoding"] !== undefined || (request.headers["content-length"] ?? "0") !== "0";
      const more = { ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }), ...(unread ? { connection: "close" } : {}) };
      response.removeHeader("x-frame-options");
      if (wantsPage(request)) {
        const { headers, html } = refusalPage({ publicUrl, reason, sentence, ...(advice === undefined ? {} : { advice }), ...(link === undefined ? {} : { link }), ...(entry === undefined ? {} : { about: { title: entry.tool.title, origin: entry.origin } }) });
        response.writeHead(status, { ...headers, ...more, "content-length": Buffer.byteLength(html) });
        return void response.end(request.method === "HEAD" ? undefined : html);
      }
      const body = JSON.stringify({ error: { code: codes[status], message: sentence } });
      response.writeHead(status, { ...ownHeaders(publicUrl), ...more, "content-type": "application/json", "content-length": Buffer.byteLength(body) });
      response.end(request.method === "HEAD" ? undefined : body);
    },
    upgrade(request, socket, refused) {
      tell(request, refused);
      if (socket.destroyed) return;
      const { status } = refused;
      socket.on("error", () => socket.destroy());
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${status === 426 ? "upgrade: websocket\r\n" : ""}connection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
    },
  };
}
