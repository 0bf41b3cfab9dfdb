import { createHmac, randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import type { Settings } from "@/lib/settings";
import type { Store } from "@/lib/store";
import { groupsOf, personOfClaims, type Claims } from "./claims";
import { cookieNames, cookieOptions } from "./cookies";
import type { SessionLog } from "./log";
import { returnPath } from "./return-path";

/** The provider's id in next-auth: part of the redirect URI, `<publicUrl>/api/auth/callback/oidc`. */
export const providerId = "oidc";

/** The sign-in that one request finishes: what next-auth learnt, kept for the session it makes. */
interface Finishing {
  personId: string;
  claims: Claims;
  account: { access_token?: string; refresh_token?: string; id_token?: string; expires_at?: number };
}

interface Parts {
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: () => number;
  readonly log: SessionLog;
  /** Hears why next-auth failed; the redirect alone does not say. */
  readonly onError: (code: string, error: unknown) => void;
}

/**
 * next-auth's options for one request. They are made anew each time, because the tokens of a callback
 * reach next-auth's callbacks but not the adapter that makes the session; this closure joins them.
 */
export function authOptions({ settings, store, clock, log, onError }: Parts): NextAuthOptions {
  const { signIn, publicUrl } = settings;
  const names = cookieNames(publicUrl);
  const options = cookieOptions(publicUrl);
  const shortly = { ...options, maxAge: 900 };
  let finishing: Finishing | undefined;

  const adapter: Adapter = {
    // Known only once the signIn callback below has kept the person: so next-auth never links accounts by e-mail.
    getUserByAccount: () => (finishing === undefined ? null : { id: finishing.personId, email: "", emailVerified: null }),
    getUser: () => null,
    getUserByEmail: () => null,
    // Whoever signs in gets a new session, whatever cookie came along.
    getSessionAndUser: () => Promise.resolve(null),
    async createSession({ sessionToken, userId }) {
      if (finishing === undefined || finishing.personId !== userId) throw new Error("a session without a sign-in");
      const { account, claims } = finishing;
      const createdAt = clock();
      const expiresAt = createdAt + signIn.session.absolute;
      await store.sessions.create({
        token: sessionToken,
        personId: userId,
        sid: typeof claims["sid"] === "string" ? claims["sid"] : undefined,
        tokens: tokensOf(account),
        tokenExpiresAt: account.expires_at === undefined ? undefined : account.expires_at * 1000,
        createdAt,
        expiresAt,
      });
      return { sessionToken, userId, expires: new Date(expiresAt) };
    },
    createUser: unused,
    updateUser: unused,
    linkAccount: unused,
    updateSession: unused,
    deleteSession: unused,
  };

  return {
    secret: createHmac("sha256", settings.secret).update("next-auth").digest("hex"),
    useSecureCookies: options.secure,
    adapter,
    providers: [
      {
        id: providerId,
        name: signIn.title,
        type: "oauth",
        wellKnown: `${signIn.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        issuer: signIn.issuer,
        clientId: signIn.clientId,
        clientSecret: signIn.clientSecret,
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        authorization: { params: { scope: signIn.scopes.join(" ") } },
        httpOptions: { timeout: 5_000 },
        profile(claims: Claims) {
          const person = personOfClaims(claims, signIn.issuer, []);
          if (person === undefined) throw new Error("the ID token names no usable subject");
          return { id: person.id };
        },
      },
    ],
    session: {
      strategy: "database",
      maxAge: signIn.session.absolute / 1000,
      generateSessionToken: () => randomBytes(32).toString("base64url"),
    },
    cookies: {
      sessionToken: { name: names.session, options },
      callbackUrl: { name: names.callbackUrl, options: shortly },
      csrfToken: { name: names.csrf, options: shortly },
      state: { name: names.state, options: shortly },
      nonce: { name: names.nonce, options: shortly },
      pkceCodeVerifier: { name: names.pkce, options: shortly },
    },
    // Never shown: finishSignIn reads the reason out of these redirects.
    pages: { signIn: `${publicUrl}/sign-in/problem`, error: `${publicUrl}/sign-in/problem`, signOut: `${publicUrl}/signed-out` },
    callbacks: {
      async signIn({ account, profile }) {
        const claims = (profile ?? {}) as Claims;
        const { groups, doubt } = groupsOf(claims, signIn.groupsClaim);
        if (doubt !== undefined) log.warn({ doubt }, "a person's groups are in doubt");
        const person = personOfClaims(claims, signIn.issuer, groups);
        if (person === undefined || account === null) return false;
        await store.people.remember(person, clock()).catch((error: unknown) => {
          onError("adapter_error_remember", error);
          throw error;
        });
        finishing = { personId: person.id, claims, account };
        return true;
      },
      redirect: ({ url }) => `${publicUrl}${returnPath(url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url, publicUrl)}`,
    },
    logger: {
      error: (code, metadata) => onError(code, "error" in metadata ? metadata.error : metadata),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

function tokensOf(account: Finishing["account"]) {
  return {
    ...(account.access_token === undefined ? {} : { accessToken: account.access_token }),
    ...(account.refresh_token === undefined ? {} : { refreshToken: account.refresh_token }),
    ...(account.id_token === undefined ? {} : { idToken: account.id_token }),
  };
}

function unused(): never {
  throw new Error("next-auth took a way that Castor does not know");
}
