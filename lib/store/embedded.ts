import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { CastorError } from "@/lib/model/problem";
import type { OpenDatabase } from "./database";
import { lockFolder } from "./folder-lock";
import * as tables from "./schema";

async function load() {
  const [{ PGlite }, { drizzle }] = await Promise.all([import("@electric-sql/pglite"), import("drizzle-orm/pglite")]);
  return { PGlite, drizzle };
}

/** A database that ends with the process: for tests. */
export async function openMemory(): Promise<OpenDatabase> {
  const { PGlite, drizzle } = await load();
  const client = await PGlite.create();
  return { database: drizzle({ client, schema: tables }), close: () => client.close() };
}

/**
 * The embedded database of a folder. It is made beside the folder and moved there when whole, so
 * that a start that is broken off leaves nothing half-made. Throws `conflict` where another process has it.
 */
export async function openFolder(folder: string): Promise<OpenDatabase> {
  mkdirSync(dirname(folder), { recursive: true });
  const unlock = lockFolder(folder);
  try {
    const { PGlite, drizzle } = await load();
    if (!existsSync(folder)) {
      const unfinished = `${folder}.unfinished`;
      rmSync(unfinished, { recursive: true, force: true });
      await (await PGlite.create(unfinished)).close();
      renameSync(unfinished, folder);
    }
    const client = await PGlite.create(folder);
    const close = async () => {
      await client.close();
      unlock();
    };
    return { database: drizzle({ client, schema: tables }), close };
  } catch (error) {
    unlock();
    throw new CastorError("internal", `The Store in ${folder} cannot be opened.`, { detail: String(error) });
  }
}
