import { lt, sql } from "drizzle-orm";
import { alerts, tidyAlerts } from "./alerts";
import { answering } from "./answering";
import { audit } from "./audit";
import { openDatabase, type Place } from "./database";
import { migrate } from "./migrate";
import { once } from "./once";
import { people } from "./people";
import { preferences } from "./preferences";
import { audit as auditTable, usedOnce } from "./schema";
import { createSeal } from "./sealing";
import { signingKeys } from "./signing-keys";
import { sessions } from "./sessions";

export type { KnownAlert, NewTransition, StandingAlert, Stretch } from "./alerts";
export { mostAuditEntries, type AuditOutcome, type NewAuditEntry } from "./audit";
export { type Place } from "./database";
export { type StoredPerson } from "./people";
export { createSeal, type Seal } from "./sealing";
export { type StoredKey } from "./signing-keys";
export { sessionId, type EndedSession, type StoredSession, type Tokens } from "./sessions";

/** What Castor itself must remember. */
export type Store = Awaited<ReturnType<typeof createStore>>;

export interface StoreOptions {
  /** The settings' secret; what the Store keeps of sessions is sealed with it. */
  readonly secret: string;
  /** How long entries of the audit log are kept, ms; for ever where absent. */
  readonly keepAudit?: number;
  /** How long what happened to alerts is kept, ms, by cluster; for ever where absent. */
  readonly keepAlerts?: Readonly<Record<string, number>>;
  readonly log?: { warn(fields: object, message: string): void };
}

/**
 * Opens the Store and brings its tables up to date. Throws `conflict` where another process has
 * the folder or a newer Castor the tables, `unreachable` where the database does not answer.
 */
export async function createStore(place: Place & StoreOptions) {
  const opened = await openDatabase(place, (error) => place.log?.warn({ reason: error.message }, "a connection to the Store broke"));
  const { database } = opened;
  try {
    await answering(() => migrate(database));
  } catch (error) {
    await opened.close();
    throw error;
  }
  const seal = createSeal(place.secret);
  return {
    people: people(database),
    sessions: sessions(database, seal),
    signingKeys: signingKeys(database, seal),
    preferences: preferences(database),
    once: once(database),
    audit: audit(database),
    alerts: alerts(database),
    /** Resolves where the database answers; throws `unreachable` where not. */
    ping: (): Promise<void> => answering(async () => void (await database.execute(sql`select 1`))),
    /** Forgets what was to be remembered only for a while. */
    tidy: (at: number): Promise<void> =>
      answering(async () => {
        await database.delete(usedOnce).where(lt(usedOnce.expiresAt, new Date(at)));
        if (place.keepAudit !== undefined) await database.delete(auditTable).where(lt(auditTable.at, new Date(at - place.keepAudit)));
        for (const [cluster, kept] of Object.entries(place.keepAlerts ?? {})) await tidyAlerts(database, cluster, at, kept);
      }),
    close: (): Promise<void> => opened.close(),
  };
}
