import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { isCastorError } from "@/lib/model";
import type { Settings } from "@/lib/settings";
import { createSeal, type Store } from "@/lib/store";
import type { GatewayEntry } from "./entry";
import { gatewayCookies } from "./gateway-cookies";
import { herePage } from "./here-page";
import { hostTable } from "./host";
import type { Identification } from "./identity";
import { isForeign, isForeignUpgrade } from "./isolation";
import { judge } from "./levels";
import { createLiveSessions, type LiveSession } from "./live-sessions";
import { createPiping, type Passing, type PipeFailure, type Piping } from "./piping";
import { createRateLimit, type RateLimit } from "./rate-limit";
import type { RefusalBook } from "./refusal";
import { createRefuser, type Refused } from "./refuse";
import { broken, doubtfulPath, forbidden, foreign, guarded, noMethod, noStore, notOurs, noWebSocket, readOnly, signedOut } from "./refused";
import type { GatewaySessions } from "./session";
import { createTickets } from "./tickets";
import { toolCookie } from "./tool-cookie";
import { isOwnPath, rawPath, toolPath } from "./tool-path";
import { toolSessions } from "./tool-sessions";
import { createWayIn } from "./way-in";

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

/** Another piping and limit, for tests. */
export interface GatewayLimbs {
  readonly piping: Piping;
  readonly limit: RateLimit;
}

export function createGateway(parts: GatewayParts, { piping, limit }: GatewayLimbs = limbs(parts)): Gateway {
  const { settings: { publicUrl, secret }, entries, sessions, once, identification, refusals, addressOf, log, now } = parts;
  const seal = createSeal(secret, "gateway");
  const cookies = gatewayCookies(publicUrl);
  const sealed = toolCookie(seal);
  const sessionIds = toolSessions(cookies, sealed);
  const live = createLiveSessions({ sessions, now });
  const refuse = createRefuser({ publicUrl, refusals, addressOf });
  const wayIn = createWayIn({ publicUrl, entries, sessions, live, cookies, tickets: createTickets({ seal, once, now }), toolCookie: sealed, limit, refuse });

  const sessionOf = async (entry: GatewayEntry, { headers }: IncomingMessage): Promise<LiveSession | undefined> => {
    for (const id of sessionIds(entry.id, headers.cookie)) {
      const session = await live.find(id);
      if (session !== undefined) return session;
    }
    return undefined;
  };

  /** What stands against this person's request, or with what it is passed on. */
  const pass = async (entry: GatewayEntry, request: IncomingMessage, path: string, session: LiveSession, upgrade: boolean): Promise<Refused | Passing> => {
    const { person, ended } = session;
    const method = request.method ?? "";
    const to = (refused: Refused): Refused => ({ ...refused, person: person.name });
    if (upgrade ? isForeignUpgrade(request, entry.origin) : isForeign(request, entry.origin)) return to(foreign(entry));
    const level = entry.levelOf(person);
    if (level === undefined) return to(forbidden(entry));
    const problem = judge(entry, level, { method, path, upgrade }, request);
    if (problem !== undefined) return to(levelRefusals[problem](entry));
    try {
      const identity = await identification.headers(entry, session);
      return ended.aborted ? to(signedOut(entry)) : { entry, identity, from: addressOf(request), ended };
    } catch (error) {
      if (isCastorError(error) && error.code === "unauthorized") return to({ ...signedOut(entry), sentence: error.message, advice: "Sign out of Castor and in again." });
      throw error;
    }
  };

  /** What a thrown error is answered with: whoever cannot be known is not let in. */
  const failed = (entry: GatewayEntry | undefined, error: unknown): Refused => {
    if (isCastorError(error) && (error.code === "unreachable" || error.code === "timeout")) return noStore(entry, error.message);
    log.error({ err: error, ...(entry === undefined ? {} : { place: entry.id }) }, "a request to a tool failed inside Castor");
    return broken(entry);
  };

  const answerOwn = async (entry: GatewayEntry, path: string, request: IncomingMessage, response: ServerResponse) => {
    if (path === "/.castor/enter") return wayIn.arrive(entry, request, response);
    if (path !== "/.castor/here" || request.method !== "GET") return refuse.web(request, response, notOurs(entry));
    const start = toolPath(new URL(request.url ?? "/", entry.origin).searchParams.get("to"), entry.origin, { hash: true });
    const { headers, html } = herePage({ publicUrl, title: entry.tool.title, start });
    response.writeHead(200, headers).end(html);
  };

  const answer = async (entry: GatewayEntry, request: IncomingMessage, response: ServerResponse) => {
    const path = readable(request);
    if (path === undefined) return refuse.web(request, response, doubtfulPath(entry));
    if (isOwnPath(path)) return answerOwn(entry, path, request, response);
    if (!methods.has(request.method)) return refuse.web(request, response, noMethod(entry));
    const session = await sessionOf(entry, request);
    if (session === undefined) return wayIn.begin(entry, request, response);
    const passing = await pass(entry, request, path, session, false);
    if ("reason" in passing) return refuse.web(request, response, passing);
    const failure = await piping.web(request, response, passing);
    if (failure !== undefined) refuse.web(request, response, { ...failure, ...pipeAdvice(failure), entry, person: session.person.name });
  };

  const answerUpgrade = async (entry: GatewayEntry, request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = readable(request);
    if (path === undefined) return refuse.upgrade(request, socket, doubtfulPath(entry));
    if (isOwnPath(path)) return refuse.upgrade(request, socket, notOurs(entry));
    if (request.method !== "GET" || request.headers.upgrade?.toLowerCase() !== "websocket") return refuse.upgrade(request, socket, noWebSocket(entry));
    const session = await sessionOf(entry, request);
    if (session === undefined) return refuse.upgrade(request, socket, signedOut(entry));
    const passing = await pass(entry, request, path, session, true);
    if ("reason" in passing) return refuse.upgrade(request, socket, passing);
    const failure = await piping.upgrade(request, socket, head, passing);
    if (failure !== undefined) refuse.upgrade(request, socket, { ...failure, entry, person: session.person.name });
  };

  return {
    entryOf: hostTable(entries),
    handle: (entry, request, response) => answer(entry, request, response).catch((error: unknown) => refuse.web(request, response, failed(entry, error))),
    upgrade(entry, request, socket, head) {
      // Nobody else listens until it is passed on, and a client that is gone must not end the process.
      const gone = () => socket.destroy();
      socket.on("error", gone);
      return answerUpgrade(entry, request, socket, head).catch((error: unknown) => refuse.upgrade(request, socket, failed(entry, error)));
    },
    enter: (request, response) => wayIn.enter(request, response).catch((error: unknown) => refuse.web(request, response, failed(undefined, error))),
    close: () => piping.close(),
  };
}

/** TRACE would show what Castor tells the tool about a person; the rest no tool here speaks. */
const methods: ReadonlySet<string | undefined> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const levelRefusals = { "read-only": readOnly, guarded, path: doubtfulPath } as const;

const pipeAdvice = ({ reason }: PipeFailure) => (reason === "unavailable" ? { advice: "Try again in a moment. If it stays so, tell whoever runs the tool." } : {});

/** The path of a request that everybody reads alike, to one host. */
function readable({ url, rawHeaders }: IncomingMessage): string | undefined {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.length === 4 && name.toLowerCase() === "host");
  return hosts.length === 1 ? rawPath(url) : undefined;
}

function limbs({ settings: { publicUrl, gateway, rateLimits }, entries, identification, log }: GatewayParts): GatewayLimbs {
  return {
    piping: createPiping({ publicUrl, entries, requestLimit: gateway.requestLimit * 1_048_576, timeout: gateway.timeout * 1_000, identityNames: identification.names, log }),
    limit: createRateLimit(rateLimits.tickets),
  };
}
