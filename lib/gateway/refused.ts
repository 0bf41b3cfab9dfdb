import type { GatewayEntry } from "./entry";
import type { Refused } from "./refuse";

/** Whom to ask: the gateway names no groups, because who is in which is nobody else's business. */
const ask = "Ask the administrators of Castor";
const nameOf = ({ tool, cluster }: GatewayEntry) => `${tool.title} of ${cluster.title}`;
const back = ({ tool }: GatewayEntry) => ({ href: "/", text: `Back to ${tool.title}` });

/** What each refusal says, for a person. */
export const signedOut = (entry: GatewayEntry): Refused => ({ reason: "signed-out", status: 401, entry, sentence: `${nameOf(entry)} is open to people who are signed in to Castor.`, advice: "Sign in, and open it again." });

export const forbidden = (entry: GatewayEntry): Refused => ({ reason: "forbidden", status: 403, entry, sentence: `You are signed in, but may not open ${nameOf(entry)}.`, advice: `${ask} for the right to open it.` });

export const readOnly = (entry: GatewayEntry): Refused => ({ reason: "read-only", status: 403, entry, sentence: `You may only look at ${nameOf(entry)}, so this was refused.`, advice: `${ask} for the right to change things in it.`, link: back(entry) });

export const guarded = (entry: GatewayEntry): Refused => ({ reason: "guarded", status: 403, entry, sentence: `This part of ${nameOf(entry)} is kept from people who may only look.`, advice: `${ask} for full rights to it.`, link: back(entry) });

export const foreign = (entry: GatewayEntry): Refused => ({ reason: "foreign-origin", status: 403, entry, sentence: `Another site's page sent a request to ${nameOf(entry)} in your name. Nothing was done.`, advice: "Open the tool itself and do it there.", link: back(entry) });

export const doubtfulPath = (entry: GatewayEntry): Refused => ({ reason: "path", status: 400, entry, sentence: `This address of ${nameOf(entry)} could be read in two ways, so it is not passed on.` });

export const noMethod = (entry: GatewayEntry): Refused => ({ reason: "method", status: 405, entry, sentence: "Requests of this method are not passed on." });

export const notOurs = (entry: GatewayEntry): Refused => ({ reason: "path", status: 404, entry, sentence: "There is nothing at this address of Castor's own.", link: back(entry) });

export const noWebSocket = (entry: GatewayEntry): Refused => ({ reason: "websocket", status: 426, entry, sentence: "Only WebSockets are passed on." });

export const tooOften = (entry: GatewayEntry, wait: number): Refused => ({ reason: "rate", status: 429, place: "tickets", entry, retryAfter: wait, sentence: "Tools were opened too often in this session.", advice: `Try again in ${wait === 1 ? "a second" : `${wait} seconds`}.` });

export const noStore = (entry: GatewayEntry | undefined, sentence: string): Refused => ({ reason: "unavailable", status: 503, ...(entry === undefined ? { place: "tickets" as const } : { entry }), retryAfter: 5, sentence, advice: "Castor cannot tell who you are now, so it lets nobody in. Try again in a moment." });

export const broken = (entry: GatewayEntry | undefined): Refused => ({ reason: "unavailable", status: 500, ...(entry === undefined ? { place: "tickets" as const } : { entry }), sentence: "Something went wrong inside Castor; the log has the details." });
