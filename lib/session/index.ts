import { tellNextAuth, type Settings } from "@/lib/settings";
import { sessionId, type Store, type StoredSession } from "@/lib/store";
import { createBackchannelLogout } from "./backchannel-logout";
import { cookieNames, readCookie } from "./cookies";
import { createEndings } from "./endings";
import { silentLog, type SessionLog } from "./log";
import { createIdentityProvider } from "./provider";
import { createRefresher } from "./refresh";
import type { SessionService, SignedIn } from "./service";
import { createSignIn } from "./sign-in";
import { createSignOut } from "./sign-out";
import { createWatch } from "./watch";

export type { SessionEnd, SessionService, SignedIn } from "./service";
export type { SessionLog } from "./log";
export { signInProblemStatus } from "./problem-page";
export { isSameOrigin } from "./same-origin";

export interface SessionParts {
  readonly settings: Settings;
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly log?: SessionLog;
}

/** Use of a session is noted at most so often, ms. */
const noted = 60_000;
/** How often ended sessions are looked for and old ones forgotten, ms. */
const tidying = 60_000;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** Makes the one session service of the process, and tells next-auth its address. */
export function createSession({ settings, store, clock = Date.now, log = silentLog }: SessionParts): SessionService {
  tellNextAuth(settings);
  const { publicUrl, signIn, administrators } = settings;
  const names = cookieNames(publicUrl);
  const endings = createEndings(log);
  const provider = createIdentityProvider(settings);
  const refresher = createRefresher({ settings, store, provider, endings, clock, log });
  const watch = createWatch(store, endings);

  const tokenOf = (cookie: string | null | undefined) => {
    const token = readCookie(cookie, names.session);
    return token !== undefined && tokenPattern.test(token) ? token : undefined;
  };
  const end = async (id: string, reason: "expired" | "replaced") => endings.tell(await store.sessions.delete(id), reason);

  /** The session of a token while it lives. A shorter life in new settings holds for old sessions too. */
  const living = async (token: string): Promise<StoredSession | undefined> => {
    const found = await store.sessions.find(token);
    if (found === undefined) return undefined;
    const now = clock();
    const until = Math.min(found.expiresAt, found.createdAt + signIn.session.absolute, found.usedAt + signIn.session.idle);
    if (now < until && found.person.issuer === signIn.issuer) return found;
    await end(found.id, "expired");
    return undefined;
  };

  const fresh = async (token: string): Promise<StoredSession | undefined> => {
    const found = await living(token);
    return found !== undefined && (await refresher.freshen(found)) ? living(token) : found;
  };

  const signedIn = ({ id, person: { id: personId, name, username, email, groups } }: StoredSession): SignedIn => ({
    sessionId: id,
    person: {
      id: personId,
      name,
      username,
      groups,
      admin: groups.some((group) => administrators.includes(group)),
      ...(email === undefined ? {} : { email }),
    },
  });

  const find: SessionService["find"] = async (cookie, { use = true } = {}) => {
    const token = tokenOf(cookie);
    const found = token === undefined ? undefined : await fresh(token);
    if (found === undefined) return undefined;
    if (use && clock() - found.usedAt > noted) await store.sessions.touch(found.id, clock());
    return signedIn(found);
  };

  const tokens = async (cookie: string | null | undefined) => {
    const token = tokenOf(cookie);
    const found = token === undefined ? undefined : await fresh(token);
    return found === undefined ? undefined : store.sessions.tokens(found.id);
  };

  const tidy = async () => {
    const now = clock();
    endings.tell(await store.sessions.purge(now, now - signIn.session.idle), "expired");
    await store.tidy(now);
    await watch.check();
  };
  const timer = setInterval(() => {
    tidy().catch((error: unknown) => log.warn({ err: error }, "old sessions could not be tidied up"));
  }, tidying);
  timer.unref();

  const { start, finish } = createSignIn({
    settings,
    store,
    clock,
    log,
    isSignedIn: async (cookie) => (await find(cookie)) !== undefined,
    endPrevious: async (cookie) => {
      const token = tokenOf(cookie);
      if (token !== undefined) await end(sessionId(token), "replaced");
    },
  });

  return {
    identityProvider: { title: signIn.title, origin: new URL(signIn.issuer).origin },
    find,
    person: async (cookie) => (await find(cookie))?.person,
    accessToken: async (cookie) => {
      const found = await tokens(cookie);
      return found?.expiresAt === undefined || found.expiresAt > clock() ? found?.accessToken : undefined;
    },
    idToken: async (cookie) => (await tokens(cookie))?.idToken,
    startSignIn: start,
    finishSignIn: finish,
    signOut: createSignOut({ settings, store, provider, endings, log }),
    backchannelLogout: createBackchannelLogout({ settings, store, provider, endings, clock, log }),
    ended: (cookie) => {
      const token = tokenOf(cookie);
      return token === undefined ? undefined : watch.signal(sessionId(token));
    },
    onEnd: (listener) => endings.on(listener),
    close: () => clearInterval(timer),
  };
}
