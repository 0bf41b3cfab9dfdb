import { createHash } from "node:crypto";
import { and, eq, inArray, isNull, lt, or } from "drizzle-orm";
import { answering } from "./answering";
import type { Database } from "./database";
import { personOf, type StoredPerson } from "./people";
import { person, session } from "./schema";
import type { Seal } from "./sealing";

/** The identity provider's tokens of a session. They never leave the server. */
export interface Tokens {
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
}

/** A session and whose it is; times are ms since the epoch. */
export interface StoredSession {
  readonly id: string;
  readonly person: StoredPerson;
  readonly tokenExpiresAt: number | undefined;
  readonly createdAt: number;
  readonly usedAt: number;
  readonly expiresAt: number;
}

/** A session that was deleted. */
export interface EndedSession {
  readonly id: string;
  readonly personId: string;
}

export interface NewSession {
  /** What the cookie holds. */
  readonly token: string;
  readonly personId: string;
  readonly sid: string | undefined;
  readonly tokens: Tokens;
  readonly tokenExpiresAt: number | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** What a refresh brought. */
export interface Renewal {
  readonly tokens: Tokens;
  readonly tokenExpiresAt: number | undefined;
  readonly at: number;
}

/** The id under which a cookie's token is kept. */
export function sessionId(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

const date = (at: number | undefined) => (at === undefined ? null : new Date(at));
const ended = { id: session.id, personId: session.personId };

/** The sessions of all browsers. */
export function sessions(database: Database, seal: Seal) {
  const sealed = (tokens: Tokens, id: string) => seal.seal(JSON.stringify(tokens), id);
  const ownedBy = (id: string, owner: string) => and(eq(session.id, id), eq(session.leaseOwner, owner));
  const byId = (id: string): Promise<StoredSession | undefined> =>
    answering(async () => {
      const [row] = await database.select().from(session).innerJoin(person, eq(person.id, session.personId)).where(eq(session.id, id));
      if (row === undefined) return undefined;
      const { tokenExpiresAt, createdAt, usedAt, expiresAt } = row.session;
      return {
        id,
        person: personOf(row.person),
        tokenExpiresAt: tokenExpiresAt?.getTime(),
        createdAt: createdAt.getTime(),
        usedAt: usedAt.getTime(),
        expiresAt: expiresAt.getTime(),
      };
    });

  return {
    create: (made: NewSession): Promise<void> =>
      answering(async () => {
        const id = sessionId(made.token);
        await database.insert(session).values({
          id,
          personId: made.personId,
          sid: made.sid ?? null,
          tokens: sealed(made.tokens, id),
          tokenExpiresAt: date(made.tokenExpiresAt),
          createdAt: new Date(made.createdAt),
          usedAt: new Date(made.createdAt),
          expiresAt: new Date(made.expiresAt),
        });
      }),

    /** The session of a cookie's token, however old: what has run out is the caller's to judge. */
    find: (token: string): Promise<StoredSession | undefined> => byId(sessionId(token)),

    /** The same by its id, for cookies of other hosts that only name a session. */
    byId,

    /** A session's tokens as they are now; undefined where it is gone or was sealed with another secret. */
    tokens: (id: string): Promise<(Tokens & { readonly expiresAt: number | undefined }) | undefined> =>
      answering(async () => {
        const [row] = await database
          .select({ tokens: session.tokens, expiresAt: session.tokenExpiresAt })
          .from(session)
          .where(eq(session.id, id));
        const plain = row === undefined ? undefined : seal.open(row.tokens, id);
        return plain === undefined ? undefined : { ...(JSON.parse(plain) as Tokens), expiresAt: row?.expiresAt?.getTime() };
      }),

    /** Notes that the session was used. */
    touch: (id: string, at: number): Promise<void> =>
      answering(async () => {
        await database.update(session).set({ usedAt: new Date(at) }).where(eq(session.id, id));
      }),

    /** Takes the right to refresh until `until`; false where another process has it. */
    lease: (id: string, owner: string, at: number, until: number): Promise<boolean> =>
      answering(async () => {
        const free = or(isNull(session.leaseOwner), lt(session.leaseUntil, new Date(at)));
        const rows = await database
          .update(session)
          .set({ leaseOwner: owner, leaseUntil: new Date(until) })
          .where(and(eq(session.id, id), free))
          .returning({ id: session.id });
        return rows.length === 1;
      }),

    /** Keeps what a refresh brought and gives the lease back in one step; false where the session or the lease is gone. */
    renew: (id: string, owner: string, { tokens, tokenExpiresAt, at }: Renewal): Promise<boolean> =>
      answering(async () => {
        const rows = await database
          .update(session)
          .set({
            tokens: sealed(tokens, id),
            tokenExpiresAt: date(tokenExpiresAt),
            refreshedAt: new Date(at),
            leaseOwner: null,
            leaseUntil: null,
          })
          .where(ownedBy(id, owner))
          .returning({ id: session.id });
        return rows.length === 1;
      }),

    /** Gives the lease back without a change. */
    release: (id: string, owner: string): Promise<void> =>
      answering(async () => {
        await database.update(session).set({ leaseOwner: null, leaseUntil: null }).where(ownedBy(id, owner));
      }),

    /** Ends one session. */
    delete: (id: string): Promise<readonly EndedSession[]> =>
      answering(() => database.delete(session).where(eq(session.id, id)).returning(ended)),

    /** Ends the sessions that the issuer calls `sid`. */
    deleteBySid: (issuer: string, sid: string): Promise<readonly EndedSession[]> =>
      answering(() => {
        const theirs = database.select({ id: person.id }).from(person).where(eq(person.issuer, issuer));
        return database
          .delete(session)
          .where(and(eq(session.sid, sid), inArray(session.personId, theirs)))
          .returning(ended);
      }),

    /** Ends every session of a person. */
    deleteByPerson: (personId: string): Promise<readonly EndedSession[]> =>
      answering(() => database.delete(session).where(eq(session.personId, personId)).returning(ended)),

    /** Those of the ids whose sessions are there no more. */
    missing: (ids: readonly string[]): Promise<readonly string[]> =>
      answering(async () => {
        if (ids.length === 0) return [];
        const rows = await database.select({ id: session.id }).from(session).where(inArray(session.id, [...ids]));
        const found = new Set(rows.map((row) => row.id));
        return ids.filter((id) => !found.has(id));
      }),

    /** Ends what ran out: older than `expiresAt`, or last used before `idleSince`. */
    purge: (at: number, idleSince: number): Promise<readonly EndedSession[]> =>
      answering(() =>
        database
          .delete(session)
          .where(or(lt(session.expiresAt, new Date(at)), lt(session.usedAt, new Date(idleSince))))
          .returning(ended),
      ),
  };
}
