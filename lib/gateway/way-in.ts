import type { IncomingMessage, ServerResponse } from "node:http";
import { isFramed, isNavigation, wantsPage } from "./browser-request";
import type { GatewayEntry } from "./entry";
import { hashWay, isWayHash, newWay, type GatewayCookies } from "./gateway-cookies";
import type { LiveSessions } from "./live-sessions";
import { escapeHtml, ownHeaders, ownPage } from "./own-page";
import type { RateLimit } from "./rate-limit";
import type { Refused, Refuser } from "./refuse";
import { forbidden, signedOut, tooOften } from "./refused";
import type { GatewaySessions } from "./session";
import type { Tickets } from "./tickets";
import type { ToolCookie } from "./tool-cookie";
import { toolPath } from "./tool-path";

export interface WayInParts {
  readonly publicUrl: string;
  readonly entries: readonly GatewayEntry[];
  readonly sessions: Pick<GatewaySessions, "byCookie">;
  readonly live: LiveSessions;
  readonly cookies: GatewayCookies;
  readonly tickets: Tickets;
  readonly toolCookie: ToolCookie;
  readonly limit: RateLimit;
  readonly refuse: Refuser;
}

/**
 * How a browser that is signed in to Castor comes in at a tool's host, whose cookies are its own: it asks at
 * the tool's host, is led to Castor's, gets a ticket there and brings it back. Each throws `unreachable`
 * where the Store does not answer.
 */
export interface WayIn {
  /** On the tool's host, without a session: sends a browser on its way, and refuses everything else. */
  begin(entry: GatewayEntry, request: IncomingMessage, response: ServerResponse): void;
  /** On Castor's host: `/gateway/enter?entry=…&way=…&to=…`. */
  enter(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** On the tool's host: `/.castor/enter?ticket=…&to=…`. */
  arrive(entry: GatewayEntry, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createWayIn({ publicUrl, entries, sessions, live, cookies, tickets, toolCookie, limit, refuse }: WayInParts): WayIn {
  const lead = (response: ServerResponse, location: string, cookie?: string) => {
    response.removeHeader("x-frame-options");
    response.writeHead(303, { ...ownHeaders(publicUrl), location, "content-length": 0, ...(cookie === undefined ? {} : { "set-cookie": cookie }) });
    response.end();
  };
  /**
   * Out of Castor with a ticket. Browsers hold the `form-action` of the page whose form began a navigation against
   * every redirect that follows, and the identity provider's may name Castor alone: a window that was led here
   * goes on by a page. A frame was led by no form.
   */
  const leave = (request: IncomingMessage, response: ServerResponse, location: string) => {
    const led = request.headers["sec-fetch-dest"] === "document" && /^(?:cross|same)-site$/.test([request.headers["sec-fetch-site"] ?? ""].flat().join());
    if (!led) return lead(response, location);
    const address = escapeHtml(location);
    const { headers, html } = ownPage({ publicUrl, title: "One moment", head: `<meta http-equiv="refresh" content="0;url=${address}">\n`, body: `<main><a href="${address}">Go on</a></main>`, style: "main { font: 15px/1.5 system-ui, sans-serif; padding: 2rem; }", ancestors: ["'none'"] });
    response.writeHead(200, headers).end(html);
  };
  const enterPath = (entry: GatewayEntry, way: string, to: string) => `/gateway/enter?${new URLSearchParams({ entry: entry.id, way, to }).toString()}`;
  const signIn = (to: string) => `${publicUrl}/sign-in?${new URLSearchParams({ to }).toString()}`;

  return {
    begin(entry, request, response) {
      if (!isNavigation(request)) return refuse.web(request, response, { ...signedOut(entry), ...(wantsPage(request) ? { link: { href: "/", text: `Open ${entry.tool.title} again` } } : {}) });
      const way = cookies.ways(request.headers.cookie)[0] ?? newWay();
      lead(response, `${publicUrl}${enterPath(entry, hashWay(way), toolPath(request.url, entry.origin))}`, cookies.setWay(way));
    },

    async enter(request, response) {
      const asked = new URL(request.url ?? "/", publicUrl).searchParams;
      const entry = entries.find(({ id }) => id === asked.get("entry"));
      const way = asked.get("way") ?? "";
      if (request.method !== "GET" || entry === undefined || !isWayHash(way)) return refuse.web(request, response, { ...noWay, ...(request.method === "GET" ? {} : { status: 405 as const }) });
      const to = toolPath(asked.get("to"), entry.origin);
      if (!goesSomewhere(request)) return refuse.web(request, response, { ...noWay, reason: "foreign-origin", status: 403, entry, sentence: "Only a browser that goes to a tool gets a ticket for it." });
      const session = await sessions.byCookie(request.headers.cookie);
      if (session === undefined) {
        if (!isFramed(request)) return lead(response, signIn(enterPath(entry, way, to)));
        const page = `/clusters/${entry.cluster.id}/tools/${entry.tool.id}${to}`;
        return refuse.web(request, response, { ...signedOut(entry), place: "tickets", link: { href: signIn(page), text: "Sign in", top: true } });
      }
      const { person, sessionId } = session;
      if (entry.levelOf(person) === undefined) return refuse.web(request, response, { ...forbidden(entry), person: person.name, place: "tickets" });
      const wait = await limit.take(sessionId);
      if (wait !== undefined) return refuse.web(request, response, { ...tooOften(entry, wait), person: person.name });
      leave(request, response, `${entry.origin}/.castor/enter?${new URLSearchParams({ ticket: tickets.give(entry.id, sessionId, way), to }).toString()}`);
    },

    async arrive(entry, request, response) {
      const asked = new URL(request.url ?? "/", entry.origin).searchParams;
      const to = toolPath(asked.get("to"), entry.origin);
      const id = goesSomewhere(request) ? await tickets.take(entry.id, asked.get("ticket") ?? "", cookies.ways(request.headers.cookie)) : undefined;
      const session = id === undefined ? undefined : await live.find(id);
      if (session === undefined) return refuse.web(request, response, { ...noWay, status: 403, entry, link: { href: to, text: `Open ${entry.tool.title}` } });
      lead(response, `${entry.origin}${to}`, cookies.setTool(toolCookie.make(entry.id, session.sessionId)));
    },
  };
}

/** What fetches a ticket with a script has no use for it but a bad one. */
const goesSomewhere = ({ method, headers }: IncomingMessage) => method === "GET" && (headers["sec-fetch-mode"] ?? "navigate") === "navigate";

const noWay: Refused = {
  reason: "ticket",
  status: 400,
  place: "tickets",
  sentence: "A way in is good once, for half a minute, and in the browser that asked for it.",
  advice: "Open the tool again. If that leads here each time, see whether the browser keeps cookies for this site.",
};
