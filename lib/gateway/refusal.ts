import type { Refusals } from "@/lib/model";

/** Why the gateway, the tickets, the sign-in or the endpoints for other ingresses refused a request: a label of the counter. */
export type RefusalReason =
  | "signed-out" // no session
  | "forbidden" // a session, but no right to this tool
  | "read-only" // would change something
  | "guarded" // reading that is kept from people who may only look
  | "foreign-origin" // another site's page caused it
  | "ticket" // replayed, of another browser, another host or too old
  | "path" // a path that could be read in two ways
  | "method" // one that would show what Castor tells the tool
  | "too-large"
  | "rate" // too often
  | "redirect" // an address after signing in that leads elsewhere
  | "rule" // a rule of another ingress that this person does not meet, or that cannot be read
  | "websocket" // an upgrade to something else, or answered with something else
  | "unavailable"; // the tool or the Store does not answer

/** One refused request, for the log and the administrators. Never holds a token, a cookie or a query. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Where: an entry's id (`grafana-pollux`), `oauth2`, `tickets` or `sign-in`. */
  readonly place: string;
  /** For a person. */
  readonly sentence: string;
  /** The person's name, where known. */
  readonly person?: string;
  /** The browser's address. */
  readonly from: string;
  readonly method?: string;
  /** Without its query. */
  readonly path?: string;
}

/** Remembers and counts what was refused. */
export interface RefusalBook {
  tell(refusal: Refusal): void;
  /** For administrators. */
  report(): Refusals;
  /** Each count, for `/metrics`. */
  counts(): readonly { readonly place: string; readonly reason: RefusalReason; readonly count: number }[];
}
