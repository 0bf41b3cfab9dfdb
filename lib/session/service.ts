import type { Person } from "@/lib/model/person";

/** A signed-in person and the session by which they are. */
export interface SignedIn {
  readonly person: Person;
  /** Names the session in Castor; no secret, of no use in a cookie. */
  readonly sessionId: string;
}

/** A session that is over, and why. */
export interface SessionEnd {
  readonly sessionId: string;
  readonly personId: string;
  readonly reason: "signed-out" | "replaced" | "expired" | "revoked";
}

/** Who is asking. Everything that signs people in and out, and keeps them so. */
export interface SessionService {
  /** The identity provider's name for people, and the origin that a form's redirect may lead to. */
  readonly identityProvider: { readonly title: string; readonly origin: string };
  /**
   * The person behind a Cookie header, or undefined when signed out. Counts as use of the session unless
   * `use` is false. Throws only `unreachable`, where the Store does not answer: then nobody is let in.
   */
  find(cookie: string | null | undefined, options?: { readonly use?: boolean }): Promise<SignedIn | undefined>;
  /** The same by a session's id, for what was bound to it: cookies of other hosts. Never for anything that a client says. */
  byId(sessionId: string): Promise<SignedIn | undefined>;
  /** Only the person of {@link find}. */
  person(cookie: string | null | undefined): Promise<Person | undefined>;
  /** The provider's access token of this session, for tools that are asked as the person; undefined where there is none in force. */
  accessToken(cookie: string | null | undefined): Promise<string | undefined>;
  /** The provider's ID token of this session. */
  idToken(cookie: string | null | undefined): Promise<string | undefined>;
  /** Both tokens by a session's id, those in force. */
  tokensOf(sessionId: string): Promise<{ readonly accessToken?: string; readonly idToken?: string }>;
  /** `GET /sign-in?to=…`: leads to the provider, or to where the person was going when already signed in. */
  startSignIn(request: Request): Promise<Response>;
  /** `/api/auth/…`: the provider's answer to a sign-in. Everything else there is 404. */
  finishSignIn(request: Request): Promise<Response>;
  /** `POST /api/session/sign-out`: ends the session here and at the provider. */
  signOut(request: Request): Promise<Response>;
  /** `POST /api/auth/backchannel-logout`: the provider says that somebody signed out. */
  backchannelLogout(request: Request): Promise<Response>;
  /** Aborts when the session behind a Cookie header ends, wherever that happens; for what outlives a request. Undefined without a cookie. */
  ended(cookie: string | null | undefined): AbortSignal | undefined;
  /** The same by the session's id. */
  endedById(sessionId: string): AbortSignal;
  /** Hears of every session that ends in this process, so that its streams are closed. Answers how to stop hearing. */
  onEnd(listener: (end: SessionEnd) => void): () => void;
  /** Stops what runs by itself. */
  close(): void;
}
