import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Settings } from "@/lib/settings";
import type { Store, StoredPerson, StoredSession } from "@/lib/store";
import { groupsOf, personOfClaims } from "./claims";
import type { Endings } from "./endings";
import type { SessionLog } from "./log";
import { isInvalidGrant, type IdentityProvider } from "./provider";

/** Tokens are refreshed this long before they run out, ms. */
const early = 60_000;
/** How long a request waits for a refresh, ms; the refresh itself goes on. */
const patience = 3_000;
/** Longer than a refresh can take: after it, its process is taken for gone, ms. */
const leaseTime = 20_000;
/** After a refresh that failed without an answer, the next is tried so much later, ms. */
const pause = 10_000;

export interface Refresher {
  /**
   * Sees to it that the session's tokens are fresh: in the background while they still hold, else
   * the caller waits a little. True where the session should be read again.
   */
  freshen(session: StoredSession): Promise<boolean>;
}

interface Parts {
  readonly settings: Settings;
  readonly store: Store;
  readonly provider: IdentityProvider;
  readonly endings: Endings;
  readonly clock: () => number;
  readonly log: SessionLog;
}

/**
 * Refreshes each session's tokens once, however many ask: one flight in this process, one lease among
 * processes. The new tokens are in the Store before the lease is given back, since a refresh token is
 * good for one use. A provider that is down ends nothing.
 */
export function createRefresher({ settings, store, provider, endings, clock, log }: Parts): Refresher {
  const flights = new Map<string, Promise<void>>();
  const notBefore = new Map<string, number>();
  endings.on(({ sessionId }) => notBefore.delete(sessionId));

  const flight = (session: StoredSession): Promise<void> => {
    const running = flights.get(session.id);
    if (running !== undefined) return running;
    const made = refresh(session)
      .catch((error: unknown) => {
        notBefore.set(session.id, clock() + pause);
        log.warn({ reason: reasonOf(error) }, "a session could not be refreshed now");
      })
      .finally(() => flights.delete(session.id));
    flights.set(session.id, made);
    return made;
  };

  const refresh = async ({ id, person }: StoredSession): Promise<void> => {
    const owner = randomUUID();
    for (let attempt = 0; !(await store.sessions.lease(id, owner, clock(), clock() + leaseTime)); attempt += 1) {
      if (attempt > leaseTime / 100) throw new Error("another process holds the lease and does not let go");
      const theirs = await store.sessions.tokens(id);
      if (theirs === undefined || isFresh(theirs.expiresAt)) return;
      await wait(100);
    }
    let used: string | undefined;
    try {
      const tokens = await store.sessions.tokens(id);
      if (tokens === undefined || isFresh(tokens.expiresAt)) return;
      used = tokens.refreshToken;
      if (used === undefined) return void notBefore.set(id, Infinity);
      const { tokens: renewed, lifetime, claims } = await provider.refresh(used);
      const at = clock();
      const renewal = {
        tokens: { ...tokens, ...renewed },
        tokenExpiresAt: lifetime === undefined ? undefined : at + lifetime * 1000,
        at,
      };
      if (!(await store.sessions.renew(id, owner, renewal))) log.warn({}, "a session ended while it was refreshed");
      notBefore.delete(id);
      if (claims !== undefined) await remember(id, person, claims, at);
    } catch (error) {
      if (!isInvalidGrant(error)) throw error;
      // Another process may have used the token and already kept its successor.
      const now = await store.sessions.tokens(id);
      if (now?.refreshToken === used) endings.tell(await store.sessions.delete(id), "revoked");
    } finally {
      await store.sessions.release(id, owner).catch(() => undefined);
    }
  };

  const remember = async (id: string, person: StoredPerson, claims: Readonly<Record<string, unknown>>, at: number) => {
    const { groups, doubt } = groupsOf(claims, settings.signIn.groupsClaim);
    if (doubt !== undefined) log.warn({ doubt }, "a person's groups are in doubt");
    const found = personOfClaims(claims, settings.signIn.issuer, groups);
    if (found?.id === person.id) return store.people.remember(found, at);
    log.error({}, "the identity provider refreshed a session for somebody else; it was ended");
    endings.tell(await store.sessions.delete(id), "revoked");
  };

  const isFresh = (expiresAt: number | undefined) => expiresAt === undefined || clock() < expiresAt - early;

  return {
    async freshen(session) {
      const expiresAt = session.tokenExpiresAt;
      if (expiresAt === undefined || isFresh(expiresAt)) return false;
      if (!flights.has(session.id) && clock() < (notBefore.get(session.id) ?? 0)) return false;
      const running = flight(session);
      if (clock() < expiresAt) return false;
      await Promise.race([running, wait(patience, undefined, { ref: false })]);
      return true;
    },
  };
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => typeof part === "string").join(": ");
}
