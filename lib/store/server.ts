import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { OpenDatabase } from "./database";
import * as tables from "./schema";

/** A PostgreSQL server: what several Castors share. Queries that take longer than 10 s are given up. */
export function openServer(url: string, onIdleError: (error: Error) => void): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    application_name: "castor",
  });
  pool.on("error", onIdleError);
  return { database: drizzle({ client: pool, schema: tables }), close: () => pool.end() };
}
