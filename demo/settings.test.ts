import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSettings } from "@/lib/settings";
import { toolOptions } from "@/lib/tools";
import { installationSecrets, secretNames } from "./secrets";
import { writeSettings } from "./settings";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "castor-demo-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const addresses = { publicUrl: "http://localhost:3000", identity: "http://localhost:3001", port: (id: string) => 3010 + id.length };

describe("the demo's settings", () => {
  it("are read by the portal without a mistake, and hold no secret themselves", async () => {
    const { env } = await installationSecrets(folder);
    const file = writeSettings(folder, addresses);
    const settings = loadSettings({ file, env, toolOptions });
    expect(settings.clusters.map(({ id, stage, accent }) => [id, stage, accent])).toEqual([
      ["pollux", "staging", "violet"],
      ["argus", "production", "teal"],
      ["i22", "production", "magenta"],
    ]);
    expect(settings.signIn.issuer).toBe("http://localhost:3001/realms/castor");
    const text = readFileSync(file, "utf8");
    for (const name of secretNames) expect(text).not.toContain(env[name]);
  });
});

describe("the demo's secrets", () => {
  it("are random, stay the same, and are for their owner only", async () => {
    const first = await installationSecrets(folder);
    expect(await installationSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(first.env)).size).toBe(secretNames.length);
    const other = await installationSecrets(join(folder, "other"));
    expect(other.env.CASTOR_SECRET).not.toBe(first.env.CASTOR_SECRET);
  });

  it("are made anew when the file is broken", async () => {
    writeFileSync(join(folder, "secrets.json"), "{");
    const { env } = await installationSecrets(folder);
    expect(env.CASTOR_SECRET.length).toBeGreaterThanOrEqual(32);
  });
});
