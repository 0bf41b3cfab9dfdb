import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readArguments } from "./arguments";
import { createProgress } from "./progress";

const main = (args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    execFile(process.execPath, ["--import", "tsx", join(import.meta.dirname, "main.ts"), ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr }),
    );
  });

describe("starting the demo where it cannot start", () => {
  const other = createServer();
  beforeAll(() => new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve)));
  afterAll(() => other.close());

  it("says in one sentence that the port is taken", async () => {
    const { port } = other.address() as AddressInfo;
    const { code, output } = await main([], { PORT: String(port) });
    expect(code).toBe(1);
    expect(output.trim()).toMatch(new RegExp(`^Port ${port} is already in use: .*\\.$`));
  });

  it("says in one sentence what a flag should be", async () => {
    const { code, output } = await main(["--nodes", "many"]);
    expect(code).toBe(1);
    expect(output.trim()).toBe('--nodes must be a whole number from 1 to 2000, and is "many".');
  });
});

describe("the command line", () => {
  it("has defaults, and takes nodes, seed and PORT", () => {
    expect(readArguments([], {})).toEqual({ port: 3000, nodes: 6, seed: 1 });
    expect(readArguments(["--nodes", "500", "--seed=7"], { PORT: "4000" })).toEqual({ port: 4000, nodes: 500, seed: 7 });
  });

  it.each([[["--node", "5"], {}], [["--nodes", "0"], {}], [["--seed", "-1"], {}], [["x"], {}], [[], { PORT: "http" }]])("refuses %j %j", (args, env) => {
    expect(() => readArguments(args, env)).toThrow(/must be a whole number|The demo knows/);
  });
});

describe("progress", () => {
  it("is one plain line each where nobody watches", () => {
    let written = "";
    const progress = createProgress({ write: (text) => (written += text) });
    progress.say("the portal");
    progress.say("the rest");
    progress.end();
    expect(written).toBe("Starting the portal …\nStarting the rest …\n");
  });
});
