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
/** How often old sessions are forgotten, ms. */
const tidying = 60_000;
/** How often is looked for sessions that another process ended, ms: signing out closes every door in the same second. */
const watching = 1_000;
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

  /** The session while it lives. A shorter life in new settings holds for old sessions too. */
  const living = async (id: string): Promise<StoredSession | undefined> => {
    const found = await store.sessions.byId(id);
    if (found === undefined) return undefined;
    const now = clock();
    const until = Math.min(found.expiresAt, found.createdAt + signIn.session.absolute, found.usedAt + signIn.session.idle);
    if (now < until && found.person.issuer === signIn.issuer) return found;
    await end(found.id, "expired");
    return undefined;
  };

  const fresh = async (id: string): Promise<StoredSession | undefined> => {
    const found = await living(id);
    return found !== undefined && (await refresher.freshen(found)) ? living(id) : found;
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

  const idOf = (cookie: string | null | undefined) => {
    const token = tokenOf(cookie);
    return token === undefined ? undefined : sessionId(token);
  };

  const byId = async (id: string | undefined, use = true): Promise<SignedIn | undefined> => {
    const found = id === undefined ? undefined : await fresh(id);
    if (found === undefined) return undefined;
    if (use && clock() - found.usedAt > noted) await store.sessions.touch(found.id, clock());
    return signedIn(found);
  };
  const find: SessionService["find"] = (cookie, { use = true } = {}) => byId(idOf(cookie), use);

  const tokens = async (id: string | undefined) => {
    const found = id === undefined ? undefined : await fresh(id);
    return found === undefined ? undefined : store.sessions.tokens(found.id);
  };
  const inForce = (found: Awaited<ReturnType<typeof tokens>>) =>
    found?.expiresAt === undefined || found.expiresAt > clock() ? found?.accessToken : undefined;

  const tidy = async () => {
    const now = clock();
    endings.tell(await store.sessions.purge(now, now - signIn.session.idle), "expired");
    await store.tidy(now);
  };
  const timers = [
    setInterval(() => {
      tidy().catch((error: unknown) => log.warn({ err: error }, "old sessions could not be tidied up"));
    }, tidying),
    // Only PostgreSQL has more than one Castor.
    setInterval(() => {
      watch.check().catch((error: unknown) => log.warn({ err: error }, "ended sessions could not be looked for"));
    }, "url" in settings.store ? watching : tidying),
  ];
  for (const timer of timers) timer.unref();

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
    byId: (id) => byId(id),
    accessToken: async (cookie) => inForce(await tokens(idOf(cookie))),
    idToken: async (cookie) => (await tokens(idOf(cookie)))?.idToken,
    tokensOf: async (id) => {
      const found = await tokens(id);
      const accessToken = inForce(found);
      return { ...(accessToken === undefined ? {} : { accessToken }), ...(found?.idToken === undefined ? {} : { idToken: found.idToken }) };
    },
    startSignIn: start,
    finishSignIn: finish,
    signOut: createSignOut({ settings, store, provider, endings, log }),
    backchannelLogout: createBackchannelLogout({ settings, store, provider, endings, clock, log }),
    ended: (cookie) => {
      const id = idOf(cookie);
      return id === undefined ? undefined : watch.signal(id);
    },
    endedById: (id) => watch.signal(id),
    onEnd: (listener) => endings.on(listener),
    close: () => timers.forEach((timer) => clearInterval(timer)),
  };
}
