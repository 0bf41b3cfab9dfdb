import { createHash } from "node:crypto";
import { answering } from "./answering";
import type { Database } from "./database";
import { usedOnce } from "./schema";

/** Things that count a single time, for all processes of this Castor together. */
export function once(database: Database) {
  return {
    /** Whether this is the first use of `value`; it is remembered until `expiresAt` (ms). */
    use: (kind: "state" | "jti" | "ticket", value: string, expiresAt: number): Promise<boolean> =>
      answering(async () => {
        const id = `${kind}:${createHash("sha256").update(value).digest("base64url")}`;
        const rows = await database
          .insert(usedOnce)
          .values({ id, expiresAt: new Date(expiresAt) })
          .onConflictDoNothing()
          .returning({ id: usedOnce.id });
        return rows.length === 1;
      }),
  };
}
