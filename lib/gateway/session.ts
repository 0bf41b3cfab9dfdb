import type { Person } from "@/lib/model";

/** What the gateway needs of the sessions; the Portal brings it. */
export interface GatewaySessions {
  /** The session behind the portal's own cookie. */
  byCookie(cookie: string | undefined): Promise<GatewaySession | undefined>;
  /** The session of this id while it lives; throws `unreachable` where the Store does not answer. */
  byId(id: string): Promise<GatewaySession | undefined>;
  /** The identity provider's tokens of a session, those in force. */
  tokens(id: string): Promise<{ readonly accessToken?: string; readonly idToken?: string }>;
  /** Aborts when the session ends, wherever that happens. */
  ended(id: string): AbortSignal;
}

export interface GatewaySession {
  readonly sessionId: string;
  readonly person: Person;
}
