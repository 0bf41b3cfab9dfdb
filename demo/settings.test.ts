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

describe("who may open what behind the sign-in", () => {
  it("is the beamline on its own cluster, Prometheus only to read, and nobody else", async () => {
    const { env } = await installationSecrets(folder);
    const { clusters } = loadSettings({ file: writeSettings(folder, addresses), env, toolOptions });
    const levels = Object.fromEntries(
      clusters.map(({ id, tools }) => [id, Object.entries(tools).flatMap(([tool, { gateway }]) => (gateway?.access ?? []).flatMap(({ groups, level }) => groups.map((group) => `${group} ${tool} ${level}`))).sort()]),
    );
    expect(levels).toEqual({
      pollux: ["p47-beamline argo-cd full", "p47-beamline grafana full", "p47-beamline prometheus read"],
      argus: [],
      i22: ["i22-beamline argo-cd full", "i22-beamline grafana full", "i22-beamline prometheus read"],
    });
  });

  it("puts every tool behind it that takes an identity or has no sign-in of its own, and looks for more in each cluster", async () => {
    const { env } = await installationSecrets(folder);
    const { clusters } = loadSettings({ file: writeSettings(folder, addresses), env, toolOptions });
    for (const { tools, found } of clusters) {
      const behind = Object.entries(tools).filter(([, { gateway }]) => gateway !== undefined);
      expect(Object.fromEntries(behind.map(([tool, { gateway }]) => [tool, gateway?.identity.kind]))).toEqual({ grafana: "headers", prometheus: "none", alertmanager: "none", "argo-cd": "bearer", dashboard: "bearer" });
      expect(found?.every).toBe(15);
    }
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
