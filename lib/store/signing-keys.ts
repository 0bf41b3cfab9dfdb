import { desc, inArray } from "drizzle-orm";
import { answering } from "./answering";
import type { Database } from "./database";
import { signingKey } from "./schema";
import type { Seal } from "./sealing";

/** A private key as the Store keeps it. */
export interface StoredKey {
  readonly id: string;
  /** The private JWK as JSON. Never leaves the server. */
  readonly jwk: string;
  /** ms since the epoch. */
  readonly createdAt: number;
}

/** The keys with which Castor signs; all processes of one Castor share them. */
export function signingKeys(database: Database, seal: Seal) {
  return {
    /** Newest first; a key that was sealed with another secret is of no use and left out. */
    all: (): Promise<readonly StoredKey[]> =>
      answering(async () => {
        const rows = await database.select().from(signingKey).orderBy(desc(signingKey.createdAt), desc(signingKey.id));
        return rows.flatMap(({ id, sealed, createdAt }) => {
          const jwk = seal.open(sealed, `signing-key:${id}`);
          return jwk === undefined ? [] : [{ id, jwk, createdAt: createdAt.getTime() }];
        });
      }),
    add: ({ id, jwk, createdAt }: StoredKey): Promise<void> =>
      answering(async () => {
        await database.insert(signingKey).values({ id, sealed: seal.seal(jwk, `signing-key:${id}`), createdAt: new Date(createdAt) }).onConflictDoNothing();
      }),
    remove: (ids: readonly string[]): Promise<void> =>
      answering(async () => {
        if (ids.length > 0) await database.delete(signingKey).where(inArray(signingKey.id, [...ids]));
      }),
  };
}
