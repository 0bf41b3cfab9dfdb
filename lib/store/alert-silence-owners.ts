import { eq } from "drizzle-orm";
import { answering } from "./answering";
import type { Database } from "./database";
import { alertSilenceOwner as table } from "./schema";

/** Whose silences they are: Alertmanager keeps only a name, which several people may have. */
export function silenceOwners(database: Database) {
  return {
    /** This silence is this person's from now on; its last editor owns it. */
    ownSilence: (cluster: string, silence: string, personId: string, at: number = Date.now()): Promise<void> =>
      answering(async () => {
        const row = { cluster, silence, personId, at: new Date(at) };
        await database
          .insert(table)
          .values(row)
          .onConflictDoUpdate({ target: [table.cluster, table.silence], set: { personId, at: row.at } });
      }),

    /** The ids of persons by the ids of their silences. */
    silenceOwners: (cluster: string): Promise<ReadonlyMap<string, string>> =>
      answering(async () => {
        const rows = await database.select({ silence: table.silence, personId: table.personId }).from(table).where(eq(table.cluster, cluster));
        return new Map(rows.map(({ silence, personId }) => [silence, personId]));
      }),
  };
}
