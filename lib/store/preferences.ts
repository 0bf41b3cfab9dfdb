import { eq } from "drizzle-orm";
import type { Preferences } from "@/lib/model/person";
import { answering } from "./answering";
import type { Database } from "./database";
import { preference } from "./schema";

/** What people chose for themselves. */
export function preferences(database: Database) {
  return {
    /** A person's choices; empty before the first. */
    get: (personId: string): Promise<Preferences> =>
      answering(async () => {
        const [row] = await database.select().from(preference).where(eq(preference.personId, personId));
        if (row === undefined) return { pins: [] };
        return {
          pins: row.pins,
          ...(row.home === null ? {} : { home: row.home }),
          ...(row.namespaces === null ? {} : { namespaces: row.namespaces }),
          ...(row.filters === null ? {} : { filters: row.filters }),
        };
      }),

    /** Replaces them all. */
    set: (personId: string, chosen: Preferences): Promise<void> =>
      answering(async () => {
        const row = { pins: [...chosen.pins], home: chosen.home ?? null, namespaces: chosen.namespaces ?? null, filters: chosen.filters ?? null };
        await database
          .insert(preference)
          .values({ personId, ...row })
          .onConflictDoUpdate({ target: preference.personId, set: row });
      }),
  };
}
