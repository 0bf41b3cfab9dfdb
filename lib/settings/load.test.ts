import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { isSettingsError, loadSettings, type SettingsError, type SettingsMistake } from "./index";

const env = { CASTOR_SECRET: "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3", CLIENT: "a-client-secret", TOKEN: "kubernetes-token" };

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "castor-settings-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const head = `
publicUrl: http://localhost:3000
secret: {env: CASTOR_SECRET}
signIn: {issuer: https://sso.example.org/realms/lab, clientId: castor, clientSecret: {env: CLIENT}}
`;
const cluster = (id = "pollux", accent = "violet", more = "") => `
  - id: ${id}
    title: Pollux
    purpose: Shared by the test beamlines
    stage: staging
    accent: ${accent}
    kubernetes: {url: https://10.0.0.1:6443, token: {env: TOKEN}}
${more}`;
const good = `${head}clusters:${cluster()}`;

function load(yaml: string, variables: Record<string, string | undefined> = env, toolOptions?: Record<string, z.ZodType>) {
  const file = join(folder, "castor.yaml");
  writeFileSync(file, yaml);
  return loadSettings({ file, env: variables, ...(toolOptions === undefined ? {} : { toolOptions }) });
}

function failure(...args: Parameters<typeof load>): SettingsError {
  try {
    load(...args);
  } catch (error) {
    if (isSettingsError(error)) return error;
    throw error;
  }
  throw new Error("the settings were accepted");
}

function mistakes(...args: Parameters<typeof load>): readonly SettingsMistake[] {
  return failure(...args).mistakes;
}

describe("good settings", () => {
  it("fills in what was left out and resolves secrets", () => {
    const settings = load(good);
    expect(settings).toMatchObject({
      publicUrl: "http://localhost:3000",
      secret: env.CASTOR_SECRET,
      store: { path: join(folder, ".castor/store") },
      signIn: { groupsClaim: "groups", session: { idle: 8 * 3_600_000, absolute: 7 * 86_400_000 } },
      port: 3000,
      host: "127.0.0.1",
      logLevel: "info",
    });
    expect(settings.clusters[0]).toMatchObject({
      groups: [],
      kubernetes: { via: "url", url: "https://10.0.0.1:6443", token: "kubernetes-token" },
      live: { interval: 1, scrapesPerSecond: 25, reach: "direct", namespace: "monitoring", service: "node-exporter" },
    });
  });

  it("cannot be changed afterwards, however deep", () => {
    const settings = load(good);
    expect(() => ((settings.clusters[0] as { title: string }).title = "x")).toThrow(TypeError);
  });

  it("reads a secret from a file beside it, without the newline at its end", () => {
    writeFileSync(join(folder, "client"), "from-a-file\n");
    expect(load(good.replace("{env: CLIENT}", "{file: client}")).signIn.clientSecret).toBe("from-a-file");
  });

  it("gives a tool its public address and what its own schema makes of its options", () => {
    const more = `    tools: {prometheus: {url: "http://prometheus:9090/", options: {replica: a}}}`;
    const settings = load(`${head}clusters:${cluster("pollux", "violet", more)}`, env, {
      prometheus: z.strictObject({ replica: z.string(), step: z.number().default(15) }),
    });
    expect(settings.clusters[0]?.tools["prometheus"]).toMatchObject({
      url: "http://prometheus:9090",
      publicUrl: "http://prometheus:9090",
      options: { replica: "a", step: 15 },
    });
  });

  it("tells what a tool's own options are, too", () => {
    const more = `    tools: {prometheus: {url: "http://p", options: {replcia: a}}}`;
    const error = failure(`${head}clusters:${cluster("pollux", "violet", more)}`, env, { prometheus: z.strictObject({ replica: z.string().optional() }) });
    expect(error.message).toContain("clusters[0].tools.prometheus.options.replcia");
    expect(error.message).toContain("Did you mean replica?");
  });

  it("lets clusters share an accent only when every accent is in use", () => {
    const five = ["violet", "teal", "magenta", "indigo", "violet"].map((accent, index) => cluster(`c${index}`, accent)).join("");
    expect(load(`${head}clusters:${five}`).clusters).toHaveLength(5);
  });

  it.each([
    ["{context: lab}", { via: "context", context: "lab" }],
    ["{inCluster: true}", { via: "in-cluster" }],
  ])("reaches Kubernetes by %s", (access, expected) => {
    expect(load(good.replace("{url: https://10.0.0.1:6443, token: {env: TOKEN}}", access)).clusters[0]?.kubernetes).toMatchObject(expected);
  });

  it("takes the port, the address and the log level from the environment", () => {
    expect(load(good, { ...env, PORT: "8080", HOST: "0.0.0.0", CASTOR_LOG_LEVEL: "debug" })).toMatchObject({
      port: 8080,
      host: "0.0.0.0",
      logLevel: "debug",
    });
  });
});

describe("mistakes", () => {
  it("are all told at once, each with its place, what was found and what was expected", () => {
    const error = failure(
      `${head.replace("publicUrl: http://localhost:3000", "publicUrl: castor")}clusters:${cluster("Pollux!", "purple")}    staje: x\n`,
      { ...env, CASTOR_SECRET: undefined, PORT: "many" },
    );
    expect(error.mistakes.map(({ path, line, found }) => [path, line, found])).toEqual([
      ["PORT", undefined, '"many"'],
      ["publicUrl", 2, '"castor"'],
      ["secret", 3, "nothing there"],
      ["clusters[0].id", 6, '"Pollux!"'],
      ["clusters[0].accent", 10, '"purple"'],
      ["clusters[0].staje", 12, "an unknown setting"],
    ]);
    expect(error.message).toContain("6 mistakes");
    expect(error.message).toContain("Did you mean stage?");
    expect(error.message).toContain("one of violet, teal, magenta, indigo");
    expect(error.exitCode).toBe(78);
  });

  const cases: readonly [what: string, yaml: string, path: string, words: RegExp][] = [
    ["a mistyped section", good.replace("signIn:", "sigIn:"), "sigIn", /Did you mean signIn/],
    ["a missing section", good.replace(/signIn:.*\n/, ""), "signIn", /found nothing, expected a section/],
    ["a public URL with a path", good.replace("localhost:3000", "localhost:3000/castor"), "publicUrl", /without a path/],
    ["plain http to another machine", good.replace("localhost:3000", "castor.example.org"), "publicUrl", /https/],
    ["an issuer over plain http", good.replace("https://sso", "http://sso"), "signIn.issuer", /https/],
    ["a URL that is none", good.replace("https://10.0.0.1:6443", "10.0.0.1"), "clusters[0].kubernetes.url", /begins with https/],
    ["another scheme", good.replace("https://10.0.0.1:6443", "file:///etc"), "clusters[0].kubernetes.url", /begins with https/],
    ["two ways to Kubernetes", good.replace("{url:", "{inCluster: true, url:"), "clusters[0].kubernetes", /found url and inCluster, expected exactly one/],
    ["a URL without a token", good.replace(", token: {env: TOKEN}", ""), "clusters[0].kubernetes.token", /\{env: NAME\}/],
    ["two clusters with one id", `${good}${cluster("pollux", "teal")}`, "clusters[1].id", /"pollux" a second time/],
    ["two clusters with one accent", `${good}${cluster("argus", "violet")}`, "clusters[1].accent", /free: teal, magenta, indigo/],
    ["no cluster", `${head}clusters: []`, "clusters", /at least one cluster/],
    ["an unknown tool", `${good}    tools: {promethus: {url: "http://p"}}`, "clusters[0].tools.promethus", /Did you mean prometheus/],
    ["a list where a text belongs", good.replace("clientId: castor", "clientId: [a]"), "signIn.clientId", /found a list, expected a text/],
    ["two stores", `${good}store: {path: a, url: {env: TOKEN}}`, "store", /exactly one of path and url/],
    ["a lifetime without a unit", good.replace("clientId:", "session: {idle: '8'}, clientId:"), "signIn.session.idle", /30m, 8h or 7d/],
    ["scopes without openid", good.replace("clientId:", "scopes: [profile], clientId:"), "signIn.scopes", /openid/],
    ["a certificate that is none", `${good}    tools: {grafana: {url: "https://g", tls: {ca: {env: TOKEN}}}}`, "clusters[0].tools.grafana.tls.ca", /PEM/],
  ];
  it.each(cases)("%s", (_, yaml, path, words) => {
    const error = failure(yaml);
    expect(error.mistakes.map((mistake) => mistake.path)).toContain(path);
    expect(error.message).toMatch(words);
  });

  it.each([
    ["missing", undefined, /nothing there/],
    ["empty", "", /nothing there/],
    ["short", "zK4vQ9", /6 characters, expected at least 32/],
    ["a known default", "changeme-changeme-changeme-changeme", /a known default/],
    ["easily guessed", "abababababababababababababababababab", /easily guessed/],
  ])("a secret that is %s", (_, value, words) => {
    const error = failure(good, { ...env, CASTOR_SECRET: value });
    expect(error.mistakes.map((mistake) => mistake.path)).toEqual(["secret"]);
    expect(error.message).toMatch(words);
  });

  it("never show a secret, wherever it was put", () => {
    const value = "hunter2-hunter2-hunter2";
    const yaml = good
      .replace("secret: {env: CASTOR_SECRET}", `secret: ${value}`)
      .replace("https://10.0.0.1:6443", `https://me:${value}@10.0.0.1`)
      .replace("clientSecret: {env: CLIENT}", `clientSecrt: ${value}`);
    const error = failure(yaml, { ...env, TOKEN: undefined });
    expect(error.mistakes.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify([error.message, error.mistakes])).not.toContain("hunter2");
  });

  it.each([
    ["example.org", "https://castor.example.org", true],
    ["example.org", "https://example.org", true],
    ["example.org", "https://castor.badexample.org", false],
    ["castor.example.org", "https://example.org", false],
    ["lab.localhost", "http://castor.lab.localhost:3000", true],
    ["lab.localhost", "http://localhost:3000", false],
  ])("a domain for other ingresses, %s, in which Castor's own host does not lie: %s", (domain, publicUrl, isFine) => {
    const yaml = `${good.replace("http://localhost:3000", publicUrl)}\ningressSignIn: {domain: ${domain}}\n`;
    if (isFine) expect(load(yaml).ingressSignIn?.domain).toBe(domain);
    else expect(mistakes(yaml)).toMatchObject([{ path: "ingressSignIn.domain", found: domain }]);
  });

  it("in the YAML itself are told with their line", () => {
    const error = failure(`${head}clusters: [\n`);
    expect(error.mistakes[0]?.line).toBeGreaterThan(4);
    expect(error.message).toContain("YAML");
  });

  it("a file that is not there", () => {
    expect(() => loadSettings({ file: join(folder, "none.yaml"), env })).toThrow(/no readable file/);
  });

  it.each(["", "# nothing yet\n", "- a\n", "text\n"])("a file without settings: %j", (yaml) => {
    expect(mistakes(yaml)[0]).toMatchObject({ path: "the file", expected: "a section" });
  });
});
