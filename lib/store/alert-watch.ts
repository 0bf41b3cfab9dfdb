import { and, eq, gte, lte, max, sql } from "drizzle-orm";
import { answering } from "./answering";
import type { Database } from "./database";
import { alertWatch as table } from "./schema";

/** From one moment to another, ms since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Of which times Castor knows what happened: because it was there, or because Prometheus told it afterwards. */
export function watched(database: Database) {
  return {
    /** Castor is watching at `at`, and was since its last word where that is not longer ago than `within` ms. */
    watch: (cluster: string, at: number, within: number): Promise<void> =>
      answering(async () => {
        const rows = await database
          .update(table)
          .set({ until: sql`greatest(${table.until}, ${new Date(at).toISOString()}::timestamptz)` })
          .where(and(eq(table.cluster, cluster), gte(table.until, new Date(at - within)), lte(table.since, new Date(at))))
          .returning({ since: table.since });
        if (rows.length === 0) await database.insert(table).values({ cluster, since: new Date(at), until: new Date(at) }).onConflictDoNothing();
      }),

    /** A stretch has become known afterwards. */
    watchedThen: (cluster: string, { from, to }: Stretch): Promise<void> =>
      answering(async () => {
        await database
          .insert(table)
          .values({ cluster, since: new Date(from), until: new Date(to) })
          .onConflictDoUpdate({ target: [table.cluster, table.since], set: { until: sql`greatest(${table.until}, excluded.until)` } });
      }),

    /** Until when Castor was watching; undefined where it never was. */
    watchedUntil: (cluster: string): Promise<number | undefined> =>
      answering(async () => {
        const [row] = await database.select({ until: max(table.until) }).from(table).where(eq(table.cluster, cluster));
        return row?.until?.getTime();
      }),

    /** The known stretches that touch this one, in order and without overlap. */
    watched: (cluster: string, { from, to }: Stretch): Promise<readonly Stretch[]> =>
      answering(async () => {
        const rows = await database
          .select()
          .from(table)
          .where(and(eq(table.cluster, cluster), gte(table.until, new Date(from)), lte(table.since, new Date(to))))
          .orderBy(table.since);
        const joined: { from: number; to: number }[] = [];
        for (const row of rows) {
          const [since, until] = [row.since.getTime(), row.until.getTime()];
          const last = joined.at(-1);
          if (last !== undefined && since <= last.to) last.to = Math.max(last.to, until);
          else joined.push({ from: since, to: until });
        }
        return joined;
      }),
  };
}
