import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";

/** Debian's programs that the portal is held against, and which of them are missing here. */
export const programs = ["prometheus", "prometheus-node-exporter", "prometheus-alertmanager"] as const;
export const missingPrograms = programs.filter((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).error !== undefined);

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A process of this test; `close` ends it and waits for that. */
export interface Running {
  readonly child: ChildProcess;
  close(): Promise<void>;
}

/** Starts a program and waits until `url` answers well. */
export async function runUntil(command: string, args: readonly string[], url: string, env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-3_000)));
  const running = {
    child,
    async close() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
  await eventually(`${command} answers at ${url}`, async () => (await fetch(url)).ok, () => child.exitCode === null).catch(async (error: unknown) => {
    await running.close();
    throw new Error(`${String(error)}\n${said}`);
  });
  return running;
}

/** Asks again until it holds, for half a minute at most. */
export async function eventually(what: string, holds: () => Promise<boolean>, worthwhile = () => true): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline && worthwhile(); ) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It never came about that ${what}.`);
}

/** A Kubernetes API that knows one node with one exporter: all that live figures need of it. */
export async function oneNodeCluster(node: string, exporterPort: number): Promise<{ readonly url: string; close(): Promise<void> }> {
  const lists: Readonly<Record<string, unknown[]>> = {
    "/api/v1/nodes": [
      {
        metadata: { name: node, labels: {}, creationTimestamp: "2026-01-01T00:00:00Z" },
        spec: {},
        status: { capacity: { cpu: "2", memory: "1Gi", pods: "110" }, conditions: [{ type: "Ready", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z" }] },
      },
    ],
    "/apis/discovery.k8s.io/v1/namespaces/monitoring/endpointslices": [
      {
        metadata: { name: "node-exporter-1", namespace: "monitoring" },
        addressType: "IPv4",
        endpoints: [{ addresses: ["127.0.0.1"], nodeName: node, conditions: { ready: true } }],
        ports: [{ name: "metrics", port: exporterPort, protocol: "TCP" }],
      },
    ],
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "/", "http://cluster");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(pathname === "/version" ? { gitVersion: "v1.31.4" } : { metadata: {}, items: lists[pathname] ?? [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
