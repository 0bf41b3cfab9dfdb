import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMemory } from "./embedded";
import { alertContract } from "./fixtures/alert-contract";
import { storeContract } from "./fixtures/contract";
import { createStore, sessionId } from "./index";
import { migrate } from "./migrate";
import * as tables from "./schema";

const secret = "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3";
const person = { id: "https://i#a", issuer: "https://i", subject: "a", name: "A", username: "a", groups: ["g"] };

describe("the Store in memory", () => {
  storeContract(() => ({ memory: true }));
  alertContract(() => ({ memory: true }));
});

describe("the tables", () => {
  it("are what the queries believe, and a second start changes nothing", async () => {
    const { database, close } = await openMemory();
    await migrate(database);
    await migrate(database);
    for (const table of [tables.person, tables.session, tables.usedOnce, tables.preference, tables.audit, tables.alertKnown, tables.alertTransition, tables.alertWatch, tables.alertAcknowledgement, tables.alertSilenceOwner, tables.signingKey]) {
      const { name, columns } = getTableConfig(table);
      const found = await database.execute<{ name: string; required: boolean }>(
        sql`select column_name as name, is_nullable = 'NO' as required from information_schema.columns where table_name = ${name}`,
      );
      const { rows } = found as { rows: readonly { name: string; required: boolean }[] };
      expect(new Set(rows)).toEqual(new Set(columns.map((column) => ({ name: column.name, required: column.notNull }))));
    }
    await close();
  }, 60_000);

  it("of a newer Castor are refused, and a failed step leaves nothing behind", async () => {
    const { database, close } = await openMemory();
    const broken = [{ name: "0001-a", statements: ["create table a (id text)", "create nonsense"] }];
    await expect(migrate(database, broken)).rejects.toThrow();
    await expect(database.execute(sql`select * from a`)).rejects.toThrow();
    await migrate(database, [{ name: "9999-future", statements: [] }]);
    await expect(migrate(database)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("newer Castor") as string });
    await close();
  }, 60_000);
});

describe("the Store in a folder", () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "castor-store-"));
    path = join(folder, "deep", "store");
    mkdirSync(`${path}.unfinished`, { recursive: true });
    writeFileSync(join(`${path}.unfinished`, "half"), "of an earlier start that was broken off");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is still there after a restart, and closed to anybody with another secret", async () => {
    const first = await createStore({ path, secret });
    await first.people.remember(person, 1);
    const times = { tokenExpiresAt: undefined, createdAt: 1, expiresAt: 2 };
    await first.sessions.create({ token: "t", personId: person.id, sid: undefined, tokens: { idToken: "id" }, ...times });
    await first.close();

    const again = await createStore({ path, secret: `${secret}-changed` });
    expect(await again.people.find(person.id)).toEqual(person);
    expect(await again.sessions.tokens(sessionId("t"))).toBeUndefined();
    await again.close();
  }, 60_000);

  it("belongs to one process: the second is told which has it", async () => {
    const store = await createStore({ path, secret });
    await expect(createStore({ path, secret })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    await store.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  }, 60_000);

  it("is not kept from us by a process that is gone or by another with its number", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    for (const lock of [{ pid: child.pid, started: "1" }, { pid: process.ppid, started: "1" }, { pid: process.pid, started: "1" }]) {
      writeFileSync(`${path}.lock`, JSON.stringify(lock));
      await (await createStore({ path, secret })).close();
    }
    writeFileSync(`${path}.lock`, "");
    await (await createStore({ path, secret })).close();
  }, 60_000);
});
