import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createBrowser } from "../../lib/session/fixtures/browser";
import { clientId, clientSecret, createIdentity } from "../../lib/session/fixtures/identity";

const root = join(import.meta.dirname, "..", "..");

/** The production server before one cluster, and a person who is signed in to it. */
export interface BenchCastor {
  readonly port: number;
  readonly cookie: string;
  /** Memory of the server's process, bytes. */
  resident(): number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts `dist/server.js` before the cluster at `kubernetes` and signs a person in by a real OpenID provider. */
export async function startCastor(folder: string, kubernetes: string): Promise<BenchCastor> {
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const identity = await createIdentity([`${publicUrl}/api/auth/callback/oidc`], [`${publicUrl}/signed-out`]);
  const file = join(folder, "castor.yaml");
  const cluster = { id: "pollux", title: "Pollux", purpose: "the bench", stage: "development", accent: "violet", kubernetes: { url: kubernetes, token: { env: "BENCH_TOKEN" } } };
  const signIn = { issuer: identity.issuer, clientId, clientSecret: { env: "BENCH_CLIENT_SECRET" } };
  writeFileSync(file, JSON.stringify({ publicUrl, secret: { env: "BENCH_SECRET" }, store: { path: "store" }, signIn, clusters: [cluster] }));
  const child = spawn(process.execPath, [join(root, "dist", "server.js")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", CASTOR_CONFIG: file, CASTOR_LOG_LEVEL: "error", HOST: "127.0.0.1", PORT: String(port), BENCH_TOKEN: "bench-token", BENCH_CLIENT_SECRET: clientSecret, BENCH_SECRET: "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3" },
  });
  const deadline = performance.now() + 60_000;
  while (!(await fetch(`${publicUrl}/api/health/ready`).then(({ ok }) => ok, () => false))) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error("Castor did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const browser = createBrowser(publicUrl, (request) => fetch(request, { redirect: "manual" }));
  await browser.go(`${publicUrl}/sign-in?to=/api/clusters`);
  return {
    port,
    cookie: browser.cookieHeader(),
    resident: () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, "utf8"))?.[1] ?? NaN) * 1024,
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      await identity.close();
    },
  };
}
