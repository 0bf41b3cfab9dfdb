import type { IncomingMessage, ServerResponse } from "node:http";
import { escapeHtml } from "../own-page";
import type { GatewaySession } from "../session";
import { leave, looks, page, redirect } from "./answer";
import { absolute, isOwnHost, startUrl } from "./host-address";
import type { IngressCookie } from "./ingress-cookie";
import { rdOf, returnAddress, type Realm } from "./rd";

export interface StartParts extends Realm {
  readonly cookie: IngressCookie;
  /** The session behind the portal's own cookie. */
  readonly byCookie: (cookie: string | undefined) => Promise<GatewaySession | undefined>;
  /** Notes an address that leads elsewhere. */
  readonly refuseRedirect: (request: IncomingMessage) => void;
}

/** What a request wants to come back to: `rd`, else the header by which nginx recipes tell it. */
function wishOf({ url, headers }: IncomingMessage): string | undefined {
  const header = headers["x-auth-request-redirect"];
  return rdOf(url ?? "") ?? (typeof header === "string" ? header : undefined);
}

/** Whether a request came to Castor's own host, and where it may come back to; one that leads elsewhere is noted. */
function asked(request: IncomingMessage, { publicUrl, domain, refuseRedirect }: Pick<StartParts, "publicUrl" | "domain" | "refuseRedirect">): { readonly own: boolean; readonly back: string | undefined } {
  const realm = { publicUrl, domain };
  const wish = wishOf(request);
  const own = isOwnHost(request.headers.host, publicUrl);
  const back = own ? returnAddress(wish, realm) : absolute(wish, request.headers.host, realm);
  if (wish !== undefined && wish !== "" && back === undefined) refuseRedirect(request);
  return { own, back };
}

/**
 * Answers `/oauth2/start` and `/oauth2/sign_in`. On another host it leads to Castor's own; there a signed-in
 * browser gets the domain's cookie and goes back at once, and every other one signs in first.
 */
export function createStart({ cookie, byCookie, refuseRedirect, ...realm }: StartParts) {
  const { publicUrl } = realm;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { own, back } = asked(request, { ...realm, refuseRedirect });
    if (!own) return redirect(response, startUrl(realm, back));
    const session = await byCookie(request.headers.cookie);
    if (session !== undefined) return leave(request, response, back ?? `${publicUrl}/`, cookie.issue(session.sessionId));
    const here = startUrl(realm, back).slice(publicUrl.length);
    redirect(response, `${publicUrl}/sign-in?to=${encodeURIComponent(here)}`);
  };
}

/**
 * Answers `/oauth2/sign_out` on Castor's own host with a button. The session ends by a form of Castor's own page
 * alone, because a link or an image of another site could bring a browser here (ASVS 3.5.3).
 */
export function createSignOut({ cookie, byCookie, refuseRedirect, ...realm }: StartParts) {
  const { publicUrl } = realm;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { own, back } = asked(request, { ...realm, refuseRedirect });
    if (!own) return redirect(response, `${publicUrl}/oauth2/sign_out${back === undefined ? "" : `?rd=${encodeURIComponent(back)}`}`);
    const session = await byCookie(request.headers.cookie);
    if (session === undefined) return redirect(response, back ?? `${publicUrl}/signed-out`, cookie.forget);
    const stay = back ?? `${publicUrl}/`;
    const body = `<p>You are signed in as ${escapeHtml(session.person.name)}. Signing out ends your session in Castor, in every tool behind it, and at the identity provider.</p>
<form method="post" action="/api/session/sign-out"><button style="${looks.button}">Sign out</button></form>
<p><a href="${escapeHtml(stay)}" style="${looks.link}">Stay signed in and go to ${escapeHtml(new URL(stay).host)}</a></p>`;
    response.writeHead(200, { "cache-control": "no-store", "content-type": "text/html; charset=utf-8", "set-cookie": cookie.forget }).end(page("Sign out?", body));
  };
}
