import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The real portal, in a process of its own. */
export interface Product {
  /** Its log, which also holds what it said last. */
  readonly log: string;
  /** Resolves with its exit code when it ends, whoever ended it. */
  readonly ended: Promise<number>;
  /** Resolves when it says that it is ready; rejects when it ends before, or takes longer than a minute. */
  ready(): Promise<void>;
  /** The last lines of its log. */
  lastWords(): string;
  /** Ends it: politely first, by force after a second and a half. */
  stop(): Promise<void>;
}

/** What the portal is started with. */
export interface ProductOptions {
  /** What node runs, with its arguments: `dist/server.js`. */
  readonly command: readonly string[];
  readonly root: string;
  readonly folder: string;
  readonly port: number;
  readonly host: string;
  readonly settingsFile: string;
  readonly env: Readonly<Record<string, string>>;
}

const patience = 60_000;
const between = 50;
const politeness = 1_500;

/** Starts the portal beside the demo. */
export function startProduct({ command, root, folder, port, host, settingsFile, env }: ProductOptions): Product {
  const log = join(folder, "portal.log");
  const output = openSync(log, "w", 0o600);
  const child = spawn(process.execPath, [...command], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env, CASTOR_CONFIG: settingsFile, PORT: String(port), HOST: host },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const ended = new Promise<number>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
  let running = true;
  // However the demo ends, its portal must not outlive it.
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  void ended.then(() => {
    running = false;
    process.off("exit", abandon);
  });

  return {
    log,
    ended,
    async ready() {
      const deadline = Date.now() + patience;
      while (Date.now() < deadline) {
        if (!running) throw new Error("The portal ended before it was ready.");
        const answer = await fetch(`http://${host}:${port}/api/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
        await answer?.arrayBuffer().catch(() => undefined);
        if (answer?.ok) return;
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, between))]);
      }
      throw new Error(`The portal was not ready within ${patience / 1000} s; its log is ${log}.`);
    },
    lastWords: () => readFileSync(log, "utf8").trimEnd().split("\n").slice(-20).join("\n"),
    async stop() {
      if (!running) return;
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), politeness);
      await (running ? once(child, "exit") : undefined);
      clearTimeout(force);
    },
  };
}
