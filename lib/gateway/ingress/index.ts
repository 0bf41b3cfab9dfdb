import type { IncomingMessage, ServerResponse } from "node:http";
import type { Settings } from "@/lib/settings";
import type { RefusalBook } from "../refusal";
import type { GatewaySessions } from "../session";

export interface IngressParts {
  readonly settings: Pick<Settings, "publicUrl" | "secret" | "ingressSignIn" | "rateLimits">;
  readonly sessions: GatewaySessions;
  readonly refusals: RefusalBook;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly now: () => number;
}

/** `/oauth2/…`, whatever the host: the endpoints that other people's ingresses ask. */
export const ingressRoute = /^\/oauth2\/(?:auth|start|sign_in|sign_out|userinfo|callback)(?:\?|$)/;

/** Answers {@link ingressRoute} with oauth2-proxy's contract; 404 where the settings have no `ingressSignIn`. Never throws. */
export function createIngressSignIn(_parts: IngressParts): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return (_request, response) => {
    response.writeHead(404, { "content-type": "application/json", "cache-control": "no-store" });
    response.end('{"error":{"code":"not-found","message":"This Castor is nobody else\'s sign-in."}}');
    return Promise.resolve();
  };
}
