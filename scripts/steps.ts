import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** What a finished command left: its exit code and everything it printed. */
export interface Finished {
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a command in the project's folder; `show` passes its output on as it comes. */
export function run(command: string, args: readonly string[], options: { show?: boolean; env?: Record<string, string> } = {}): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (options.show) process.stderr.write(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1000 }));
  });
}

/** Runs a program of a package in node_modules. */
export function tool(name: string, args: readonly string[], options: { show?: boolean; env?: Record<string, string> } = {}): Promise<Finished> {
  return run(join(root, "node_modules", ".bin", name), args, options);
}
