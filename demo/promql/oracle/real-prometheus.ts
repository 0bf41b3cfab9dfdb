import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SeriesSource } from "../../series";
import { openMetrics } from "./openmetrics";

const run = promisify(execFile);

/** Whether this machine has Debian's `prometheus` package. */
export function hasPrometheus(): boolean {
  try {
    for (const binary of ["prometheus", "promtool"]) execFileSync(binary, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A real Prometheus that holds the samples of a source and scrapes nothing. */
export interface RealPrometheus {
  readonly url: string;
  /** Answers of the HTTP API, errors included. */
  get(path: string, params: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts one on loopback, in a directory of its own. `from` and `to` (ms) bound what it holds. */
export async function startPrometheus(source: SeriesSource, from: number, to: number): Promise<RealPrometheus> {
  const directory = await mkdtemp(join(tmpdir(), "castor-oracle-"));
  const child = { process: undefined as ChildProcess | undefined };
  const stop = async (): Promise<void> => {
    const { process } = child;
    if (process && process.exitCode === null) {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGTERM");
      await ended;
    }
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await writeFile(join(directory, "samples.om"), openMetrics(source, from, to));
    await run("promtool", ["tsdb", "create-blocks-from", "openmetrics", join(directory, "samples.om"), join(directory, "data")]);
    await writeFile(join(directory, "prometheus.yml"), "global: {evaluation_interval: 1m}\n");
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    child.process = spawn("prometheus", [
      `--config.file=${join(directory, "prometheus.yml")}`, `--storage.tsdb.path=${join(directory, "data")}`,
      "--storage.tsdb.retention.time=10y", `--web.listen-address=127.0.0.1:${port}`, "--log.level=error",
    ], { stdio: "ignore" });
    await ready(`${url}/-/ready`, child.process);
    const get = async (path: string, params: Readonly<Record<string, string>>): Promise<unknown> => {
      const response = await fetch(`${url}${path}`, { method: "POST", body: new URLSearchParams(params) });
      return response.json();
    };
    return { url, get, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function ready(url: string, process: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && process.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Prometheus did not become ready");
}
