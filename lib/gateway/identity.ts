import { decodeJwt } from "jose";
import { CastorError } from "@/lib/model";
import type { ToolIdentity } from "@/lib/settings";
import type { GatewayEntry } from "./entry";
import { headerValue } from "./header-value";
import { createKeptBySession } from "./kept-by-session";
import { personHeaders } from "./person-headers";
import { roleOf } from "./role";
import type { GatewaySession, GatewaySessions } from "./session";
import type { SigningKeys } from "./signing-keys";

/** Headers to be sent to a tool, by lower-case name; in a value, each character stands for one byte of UTF-8. */
export type IdentityHeaders = Readonly<Record<string, string>>;

type IdentifiedEntry = Pick<GatewayEntry, "id" | "origin" | "identity">;

/** Tells a tool who is asking, as its settings want it. */
export interface Identification {
  /**
   * The headers for this session and tool; empty for `none`. Kept for a short while: a token is not signed
   * for each request. Throws `unauthorized` where the person's own token is wanted and there is none in force.
   */
  headers(entry: IdentifiedEntry, session: GatewaySession): Promise<IdentityHeaders>;
  /** Every header by which any tool is told who asks: a client's own are removed everywhere. Lower case. */
  readonly names: ReadonlySet<string>;
}

/** Life of a token that Castor signs, s. */
const tokenLife = 60;
/** For how long it is sent again, ms: less than half its life, so that what a tool gets is good for longer than any request takes to begin. */
const tokenKept = 25_000;
/** For how long a person's own token is sent again without asking for it, ms. */
const ownTokenKept = 5_000;

export function createIdentification({ entries, keys, sessions, now }: { readonly entries: readonly Pick<GatewayEntry, "identity">[]; readonly keys: SigningKeys; readonly sessions: Pick<GatewaySessions, "tokens" | "ended">; readonly now: () => number }): Identification {
  const kept = createKeptBySession<string>({ ended: (session) => sessions.ended(session), now });

  const signedToken = ({ id, origin, identity }: IdentifiedEntry, { sessionId, person }: GatewaySession): Promise<string> => {
    const audience = identity.audience ?? new URL(origin).hostname;
    const claims = { email: person.email, name: person.name, preferred_username: person.username, groups: person.groups, role: roleOf(identity, person.groups) };
    // What is said is part of the key: whoever lost a group is not called a member of it any longer.
    return kept.get(sessionId, JSON.stringify([id, audience, person.id, claims]), async () => {
      const until = now() + tokenKept;
      return { value: await keys.sign(claims, { audience, subject: person.id, lifetime: tokenLife }), until };
    });
  };

  const ownToken = (from: NonNullable<ToolIdentity["from"]>, { sessionId }: GatewaySession): Promise<string> =>
    kept.get(sessionId, from, async () => {
      const asked = now();
      const tokens = await sessions.tokens(sessionId);
      const token = from === "id-token" ? tokens.idToken : tokens.accessToken;
      const expires = token === undefined ? 0 : expiryOf(token, from === "id-token" ? 0 : Infinity);
      if (token === undefined || expires <= now()) throw new CastorError("unauthorized", "This tool wants your own sign-in, which has run out; sign in again.");
      return { value: token, until: Math.min(asked + ownTokenKept, expires) };
    });

  const bearer = async (identity: ToolIdentity, session: GatewaySession): Promise<IdentityHeaders> => {
    const token = headerValue(identity.token ?? (await ownToken(identity.from ?? "id-token", session)));
    if (token === undefined) throw new CastorError("internal", "The token for this tool cannot be sent in a header.");
    return { authorization: `Bearer ${token}` };
  };

  return {
    async headers(entry, session) {
      const { identity } = entry;
      if (identity.kind === "none") return {};
      if (identity.kind === "headers") return personHeaders(identity, session.person);
      if (identity.kind === "bearer") return bearer(identity, session);
      const name = identity.header.toLowerCase();
      const token = await signedToken(entry, session);
      return { [name]: name === "authorization" ? `Bearer ${token}` : token };
    },
    names: new Set(["authorization", ...entries.flatMap(({ identity }) => [identity.header, ...Object.keys(identity.headers)].map((name) => name.toLowerCase()))]),
  };
}

/** When a token says that it runs out, ms since the epoch; `unsaid` where it does not say. Not a check of the token: who gets it checks. */
function expiryOf(token: string, unsaid: number): number {
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? unsaid : exp * 1_000;
  } catch {
    return unsaid;
  }
}
