import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { openFolder, openMemory } from "./embedded";
import type * as tables from "./schema";

/** Either database, to the queries the same. */
export type Database = PgDatabase<PgQueryResultHKT, typeof tables>;

/** An open database and how to let go of it. */
export interface OpenDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** A folder (embedded, one process alone), a PostgreSQL server, or nothing that outlives the process. */
export type Place = { readonly path: string } | { readonly url: string } | { readonly memory: true };

/** Opens the database; drivers are loaded only when used. `onIdleError` hears of connections that broke unused. */
export async function openDatabase(place: Place, onIdleError: (error: Error) => void): Promise<OpenDatabase> {
  if ("path" in place) return openFolder(place.path);
  if ("memory" in place) return openMemory();
  const { openServer } = await import("./server");
  return openServer(place.url, onIdleError);
}
