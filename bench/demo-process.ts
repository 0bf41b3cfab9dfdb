import "../demo/loopback-names";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The demo as a person starts it, in a process of its own. */
export interface DemoProcess {
  readonly url: string;
  /** From starting the process until the portal said that it is ready, ms. */
  readonly readyAfter: number;
  fault(upstream: string, fault: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the demo on its own ports and waits until the portal is ready. */
export async function startDemoProcess(port: number, args: readonly string[] = []): Promise<DemoProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "demo", "main.ts"), ...args], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://castor.localhost:${port}`;
  await ready(child, url);
  const readyAfter = performance.now() - started;
  return {
    url,
    readyAfter,
    async fault(upstream, fault) {
      const response = await fetch(`http://localhost:${port + 2}/fault`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ upstream, fault }),
      });
      if (!response.ok) throw new Error(`the demo refused the fault ${fault} for ${upstream}: ${response.status}`);
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the demo ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the demo was not ready within a minute");
}
