import { and, eq, inArray, lt, ne, not, or, sql } from "drizzle-orm";
import type { Alert } from "@/lib/model/alerting/alert";
import { acknowledgements } from "./alert-acknowledgements";
import { silenceOwners } from "./alert-silence-owners";
import { addTransitions, transitions, type NewTransition } from "./alert-transitions";
import { watched } from "./alert-watch";
import { answering } from "./answering";
import type { Database } from "./database";
import { alertAcknowledgement, alertKnown, alertSilenceOwner, alertTransition, alertWatch } from "./schema";

export type { NewTransition, StandingAlert } from "./alert-transitions";
export type { Stretch } from "./alert-watch";

/** An alert as the Store knows it; times are ms since the epoch. */
export interface KnownAlert {
  readonly alert: Alert;
  /** The time of its last transition. */
  readonly changedAt: number;
  /** When it was seen to be so: who saw it earlier has nothing to add. */
  readonly observedAt: number;
}

/** What becomes of the alerts that were asked for. */
export interface Revision {
  readonly known: readonly KnownAlert[];
  readonly transitions: readonly NewTransition[];
}

/** Alerts of one step: a cluster that goes down must not hold up everybody's sign-in. */
const chunk = 250;
/** Together with the cluster's name: any number that nothing else in the database locks. */
const lockNumber = 4_715;
/** Silences may be longer than the timeline is kept. */
const ownersFor = 400 * 86_400_000;

/** What Castor remembers of alerts. */
export function alerts(database: Database) {
  return {
    ...transitions(database),
    ...acknowledgements(database),
    ...silenceOwners(database),
    ...watched(database),

    /** Those that were not over when Castor last looked, and those that ended after `since`. */
    recall: (cluster: string, since: number): Promise<readonly KnownAlert[]> =>
      answering(async () => {
        const ongoing = or(ne(alertKnown.state, "resolved"), sql`${alertKnown.resolvedAt} >= ${new Date(since).toISOString()}::timestamptz`);
        return (await database.select().from(alertKnown).where(and(eq(alertKnown.cluster, cluster), ongoing))).map(knownOf);
      }),

    /** One of them, however long it has been over. */
    known: (cluster: string, id: string): Promise<KnownAlert | undefined> =>
      answering(async () => {
        const [row] = await database.select().from(alertKnown).where(and(eq(alertKnown.cluster, cluster), eq(alertKnown.id, id)));
        return row && knownOf(row);
      }),

    /**
     * Changes what is known of these alerts. `decide` gets what stands in the Store (not what somebody believed
     * to stand there) and answers what becomes of it; no other Castor changes this cluster's meanwhile.
     */
    revise: (cluster: string, ids: readonly string[], decide: (known: ReadonlyMap<string, KnownAlert>, ids: readonly string[]) => Revision): Promise<void> =>
      answering(async () => {
        for (let start = 0; start < ids.length; start += chunk) {
          const some = ids.slice(start, start + chunk);
          await database.transaction(async (transaction) => {
            await transaction.execute(sql`select pg_advisory_xact_lock(${lockNumber}::int, hashtext(${cluster}))`);
            const rows = await transaction.select().from(alertKnown).where(and(eq(alertKnown.cluster, cluster), inArray(alertKnown.id, some)));
            const revision = decide(new Map(rows.map((row) => [row.id, knownOf(row)])), some);
            await keep(transaction, revision.known);
            await addTransitions(transaction, cluster, revision.transitions);
          });
        }
      }),
  };
}

const excluded = (column: string) => sql.raw(`excluded.${column}`);
const whole = Object.fromEntries(
  Object.entries({ name: "name", severity: "severity", labels: "labels", state: "state", since: "since", resolvedAt: "resolved_at", changedAt: "changed_at", observedAt: "observed_at", more: "more" }).map(([field, column]) => [field, excluded(column)]),
);

async function keep(database: Database, known: readonly KnownAlert[]): Promise<void> {
  if (known.length === 0) return;
  const values = known.map(({ alert: { cluster, id, name, severity, labels, state, since, resolvedAt, stale: _, ...more }, changedAt, observedAt }) => ({
    ...{ cluster, id, name, severity, labels, state, since: new Date(since), resolvedAt: resolvedAt === undefined ? null : new Date(resolvedAt) },
    ...{ changedAt: new Date(changedAt), observedAt: new Date(observedAt), more },
  }));
  await database.insert(alertKnown).values(values).onConflictDoUpdate({ target: [alertKnown.cluster, alertKnown.id], set: whole });
}

function knownOf({ cluster, id, name, severity, labels, state, since, resolvedAt, changedAt, observedAt, more }: typeof alertKnown.$inferSelect): KnownAlert {
  const alert = { ...more, cluster, id, name, severity, labels, state, since: since.getTime(), ...(resolvedAt === null ? {} : { resolvedAt: resolvedAt.getTime() }) };
  return { alert, changedAt: changedAt.getTime(), observedAt: observedAt.getTime() };
}

/** Forgets what happened in a cluster before `at - kept`; alerts that go on stay known, with what made them as they are. */
export async function tidyAlerts(database: Database, cluster: string, at: number, kept: number): Promise<void> {
  const until = new Date(at - kept);
  const standing = sql`exists (select 1 from ${alertKnown} k where k.cluster = ${alertTransition.cluster} and k.id = ${alertTransition.alert} and k.state <> 'resolved' and ${alertTransition.at} >= k.changed_at)`;
  await database.delete(alertTransition).where(and(eq(alertTransition.cluster, cluster), lt(alertTransition.at, until), not(standing)));
  await database.delete(alertKnown).where(and(eq(alertKnown.cluster, cluster), eq(alertKnown.state, "resolved"), lt(alertKnown.changedAt, until)));
  await database.delete(alertWatch).where(and(eq(alertWatch.cluster, cluster), lt(alertWatch.until, until)));
  await database.delete(alertAcknowledgement).where(and(eq(alertAcknowledgement.cluster, cluster), lt(alertAcknowledgement.endedAt, until)));
  await database.delete(alertSilenceOwner).where(and(eq(alertSilenceOwner.cluster, cluster), lt(alertSilenceOwner.at, new Date(at - Math.max(kept, ownersFor)))));
}
