import { sql } from "drizzle-orm";
import { CastorError } from "@/lib/model/problem";
import type { Database } from "./database";
import { migrations, type Migration } from "./migrations";

/** Any number that nothing else in the database locks. */
const lockNumber = 4_715_202_417;

/**
 * Brings the tables up to this Castor's, all or nothing, one process at a time. Throws `conflict`
 * where a newer Castor has been here: an older one could misread what that one wrote.
 */
export async function migrate(database: Database, steps: readonly Migration[] = migrations): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${lockNumber})`);
    await transaction.execute(sql`create table if not exists castor_migration (name text primary key, applied_at timestamptz not null default now())`);
    const result = (await transaction.execute(sql`select name from castor_migration`)) as { rows: { name: string }[] };
    const applied = new Set(result.rows.map((row) => row.name));
    const known = new Set(steps.map((step) => step.name));
    const foreign = [...applied].filter((name) => !known.has(name));
    if (foreign.length > 0) {
      throw new CastorError("conflict", `The Store was written by a newer Castor (it has ${foreign.join(", ")}).`);
    }
    for (const step of steps) {
      if (applied.has(step.name)) continue;
      for (const statement of step.statements) await transaction.execute(sql.raw(statement));
      await transaction.execute(sql`insert into castor_migration (name) values (${step.name})`);
    }
  });
}
