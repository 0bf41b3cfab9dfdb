import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Acknowledgement } from "@/lib/model/alerting/alert";
import { answering } from "./answering";
import type { Database } from "./database";
import { alertAcknowledgement as table, alertTransition } from "./schema";

const inForce = (cluster: string) => and(eq(table.cluster, cluster), isNull(table.endedAt));

/** Who has taken which alerts on. What is begun and ended is a transition, too, written with it or not at all. */
export function acknowledgements(database: Database) {
  /** Ends those in force, `by` whom where a person did it; answers them. */
  async function end(transaction: Database, cluster: string, alerts: readonly string[], at: number, by: string | undefined): Promise<readonly Acknowledgement[]> {
    if (alerts.length === 0) return [];
    const rows = await transaction
      .update(table)
      .set({ endedAt: new Date(at), endedBy: by ?? null })
      .where(and(inForce(cluster), inArray(table.alert, [...alerts])))
      .returning();
    if (rows.length > 0) {
      const values = rows.map(({ alert, id, personName, note }) => ({ cluster, alert, kind: "unacknowledged" as const, at: new Date(at), mark: id.toString(), byName: by ?? null, text: by === personName ? note : `${personName}: ${note}`, filled: false }));
      await transaction.insert(alertTransition).values(values).onConflictDoNothing();
    }
    return rows.map(acknowledgementOf);
  }

  return {
    /** Those in force, oldest first. */
    acknowledgements: (cluster: string): Promise<readonly Acknowledgement[]> =>
      answering(async () => (await database.select().from(table).where(inForce(cluster)).orderBy(asc(table.id))).map(acknowledgementOf)),

    /** Takes an alert on; answers whose it was until now. */
    acknowledge: ({ cluster, alert, by, note, at }: Acknowledgement): Promise<Acknowledgement | undefined> =>
      answering(() =>
        database.transaction(async (transaction) => {
          const [before] = await end(transaction, cluster, [alert], at, by.name);
          const [row] = await transaction
            .insert(table)
            .values({ cluster, alert, personId: by.id, personName: by.name, username: by.username, note, at: new Date(at) })
            .returning({ id: table.id });
          await transaction
            .insert(alertTransition)
            .values({ cluster, alert, kind: "acknowledged", at: new Date(at), mark: row?.id.toString() ?? "", byName: by.name, text: note, filled: false });
          return before;
        }),
      ),

    /** Ends the acknowledgements of these alerts; without `by`, because they are over. Answers those that were in force. */
    endAcknowledgements: (cluster: string, alerts: readonly string[], at: number, by?: string): Promise<readonly Acknowledgement[]> =>
      answering(() => database.transaction((transaction) => end(transaction, cluster, alerts, at, by))),
  };
}

function acknowledgementOf({ cluster, alert, personId, personName, username, note, at }: typeof table.$inferSelect): Acknowledgement {
  return { cluster, alert, by: { id: personId, name: personName, username }, note, at: at.getTime() };
}
