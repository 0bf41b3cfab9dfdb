import type { IncomingMessage, ServerResponse } from "node:http";
import type { Settings } from "@/lib/settings";
import { createLiveSessions } from "../live-sessions";
import type { RefusalBook, RefusalReason } from "../refusal";
import type { GatewaySessions } from "../session";
import { json } from "./answer";
import { createAuth, createUserInfo } from "./auth";
import { createIngressCookie } from "./ingress-cookie";
import { createSignOut, createStart } from "./start";

export interface IngressParts {
  readonly settings: Pick<Settings, "publicUrl" | "secret" | "ingressSignIn" | "rateLimits">;
  readonly sessions: GatewaySessions;
  readonly refusals: RefusalBook;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly now: () => number;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** `/oauth2/…`, whatever the host: the endpoints that other people's ingresses ask. Envoy adds a path of the browser's to `auth`. */
export const ingressRoute = /^\/oauth2\/(?:auth(?:[;/][^?]*)?|start|sign_in|sign_out|userinfo|callback)(?:\?|$)/;

/** Answers {@link ingressRoute} with oauth2-proxy's contract; 404 where the settings have no `ingressSignIn`. Never throws. */
export function createIngressSignIn({ settings, sessions, refusals, addressOf, now }: IngressParts): Handler {
  const { publicUrl, secret, ingressSignIn } = settings;
  if (ingressSignIn === undefined) return (_request, response) => Promise.resolve(nothing(response, "This Castor is the sign-in of no other ingress."));
  const realm = { publicUrl, domain: ingressSignIn.domain };
  const cookie = createIngressCookie({ ...realm, secret, now });
  const live = createLiveSessions({ sessions, now });
  const sessionOf = async ({ headers }: IncomingMessage) => {
    const id = cookie.read(headers.cookie);
    return id === undefined ? undefined : live.find(id);
  };
  const refuse = (request: IncomingMessage, reason: RefusalReason, sentence: string, person?: { readonly name: string }) =>
    refusals.tell({
      reason,
      place: "oauth2",
      sentence,
      from: addressOf(request),
      path: endpointOf(request),
      ...(request.method === undefined ? {} : { method: request.method }),
      ...(person === undefined ? {} : { person: person.name }),
    });
  const parts = { ...realm, cookie, byCookie: (header: string | undefined) => sessions.byCookie(header), refuseRedirect: (request: IncomingMessage) => refuse(request, "redirect", "The address to come back to leads out of the domain.") };
  const start = createStart(parts);
  const handlers: Readonly<Record<string, Handler>> = {
    auth: createAuth({ ...realm, groups: ingressSignIn.groups, sessionOf, refuse }),
    userinfo: createUserInfo({ sessionOf, refuse }),
    start,
    sign_in: start,
    sign_out: createSignOut(parts),
  };

  return async (request, response) => {
    const handle = handlers[endpointOf(request).slice("/oauth2/".length)];
    if (handle === undefined) return nothing(response, "Castor's own answer from the identity provider arrives elsewhere.");
    try {
      await handle(request, response);
    } catch {
      refuse(request, "unavailable", "Castor could not look who is signed in, so nobody is let in.");
      if (response.headersSent) response.destroy();
      else json(response, 503, { error: { code: "unreachable", message: "Castor cannot look now who is signed in." } }, { "retry-after": "5" });
    }
  };
}

/** Without what follows it, which may be the browser's. */
function endpointOf({ url }: IncomingMessage): string {
  return /^\/oauth2\/[a-z_]+/.exec(url ?? "")?.[0] ?? "/oauth2/";
}

function nothing(response: ServerResponse, message: string): void {
  json(response, 404, { error: { code: "not-found", message } });
}
