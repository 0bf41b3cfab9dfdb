import { eq } from "drizzle-orm";
import { answering } from "./answering";
import type { Database } from "./database";
import { person } from "./schema";

/** A person as the identity provider described them when last heard of. */
export interface StoredPerson {
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly username: string;
  readonly email?: string;
  readonly groups: readonly string[];
}

/** The people who have signed in. */
export function people(database: Database) {
  return {
    /** Keeps what the provider says of a person now. */
    remember: (found: StoredPerson, at: number): Promise<void> =>
      answering(async () => {
        const row = { ...found, email: found.email ?? null, groups: [...found.groups], seenAt: new Date(at) };
        await database.insert(person).values(row).onConflictDoUpdate({ target: person.id, set: row });
      }),

    /** The person of this id, or undefined. */
    find: (id: string): Promise<StoredPerson | undefined> =>
      answering(async () => {
        const [row] = await database.select().from(person).where(eq(person.id, id));
        return row === undefined ? undefined : personOf(row);
      }),
  };
}

/** A row in the Store's words. */
export function personOf(row: typeof person.$inferSelect): StoredPerson {
  const { id, issuer, subject, name, username, email, groups } = row;
  return { id, issuer, subject, name, username, groups, ...(email === null ? {} : { email }) };
}
