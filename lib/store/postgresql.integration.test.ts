import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertContract } from "./fixtures/alert-contract";
import { storeContract } from "./fixtures/contract";
import { createStore } from "./index";

const secret = "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3";

function binaries(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, "bin")).find((folder) => existsSync(join(folder, "initdb")));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const bin = binaries();
if (bin === undefined) console.warn("SKIPPED: the Store on a real PostgreSQL (install Debian's postgresql to run it).");

describe.skipIf(bin === undefined)("the Store on a real PostgreSQL", () => {
  let folder: string;
  let server: ChildProcess;
  let url = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "castor-postgresql-"));
    // PostgreSQL refuses to run as root; Debian's package brings a user for it.
    const root = process.getuid?.() === 0;
    const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
    const user = root ? { uid: id("-u"), gid: id("-g") } : {};
    chmodSync(folder, 0o777);
    const data = join(folder, "data");
    execFileSync(join(bin ?? "", "initdb"), ["-D", data, "-U", "castor", "-A", "trust", "--no-sync"], { ...user, cwd: folder, stdio: "ignore" });
    const port = await freePort();
    server = spawn(join(bin ?? "", "postgres"), ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-F"], {
      ...user,
      cwd: folder,
    });
    server.stderr?.setEncoding("utf8");
    for await (const line of server.stderr ?? []) if (String(line).includes("ready to accept connections")) break;
    url = `postgres://castor@127.0.0.1:${port}/postgres`;
  });
  afterAll(async () => {
    if (server.exitCode === null) {
      server.kill("SIGQUIT");
      await once(server, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it("is set up once by several processes that start together", async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => createStore({ url, secret })));
    await Promise.all(stores.map((store) => store.ping()));
    await Promise.all(stores.map((store) => store.close()));
  });

  storeContract(() => ({ url }));
  alertContract(() => ({ url }));

  it("says in a sentence that it does not answer, and serves again when it does", async () => {
    const store = await createStore({ url, secret });
    server.kill("SIGQUIT");
    await once(server, "exit");
    await expect(store.ping()).rejects.toMatchObject({ code: "unreachable", message: "The Store does not answer." });
    await store.close();
  });
});
