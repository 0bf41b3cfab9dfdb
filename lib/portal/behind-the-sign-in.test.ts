import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadSettings } from "@/lib/settings";
import { toolOptions } from "@/lib/tools";

const page = readFileSync("docs/behind-the-sign-in.md", "utf8");
const examples = [...page.matchAll(/```yaml\n# castor\.yaml\n([^]*?)```/g)].map(([, yaml = ""]) => yaml);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "castor-docs-"));
  writeFileSync(join(folder, "dashboard-ca.pem"), "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("docs/behind-the-sign-in.md", () => {
  it("shows every tool that can stand behind the sign-in", () => {
    const shown = examples.flatMap((yaml) => Object.keys((parse(yaml) as { tools: object }).tools));
    expect(new Set(shown)).toEqual(new Set(["grafana", "prometheus", "alertmanager", "argo-cd", "dashboard"]));
  });

  it.each(examples)("shows settings that Castor takes: %s", (yaml) => {
    const file = join(folder, "castor.yaml");
    const cluster = { id: "pollux", title: "Pollux", purpose: "Shared", stage: "staging", accent: "violet", kubernetes: { url: "https://10.0.0.1:6443", token: { env: "CLIENT" } }, ...(parse(yaml) as object) };
    const signIn = { issuer: "https://sso.example.org/realms/lab", clientId: "castor", clientSecret: { env: "CLIENT" } };
    writeFileSync(file, JSON.stringify({ publicUrl: "https://castor.example.org", secret: { env: "SECRET" }, signIn, clusters: [cluster] }));
    const { clusters } = loadSettings({ file, env: { SECRET: "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3", CLIENT: "a-client-secret" }, toolOptions });
    expect(Object.values(clusters[0]?.tools ?? {}).every(({ gateway }) => gateway !== undefined)).toBe(true);
  });
});
