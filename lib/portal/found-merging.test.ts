import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parsePreferences } from "@/lib/model/preferences";
import { loadSettings, type ClusterSettings } from "@/lib/settings";
import { toolOptions } from "@/lib/tools";
import { httpRoute, ingress, service, toolIngresses, toolServices } from "@/lib/tools/kubernetes/found-tools/fixtures/chart-objects";
import { lookedThrough } from "@/lib/tools/kubernetes/found-tools/fixtures/looked-through";
import { mergeFound } from "./found-merging";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "castor-found-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A cluster's section as the settings read it; `more` is YAML below the cluster. */
function settings(more = ""): ClusterSettings {
  const file = join(folder, "castor.yaml");
  const indented = more.split("\n").map((line) => `    ${line}`).join("\n");
  writeFileSync(
    file,
    `publicUrl: https://castor.example.org
secret: {env: SECRET}
signIn: {issuer: https://sso.example.org/realms/lab, clientId: castor, clientSecret: {env: CLIENT}}
clusters:
  - id: pollux
    title: Pollux
    purpose: Shared by the test beamlines
    stage: staging
    accent: violet
    kubernetes: {url: https://10.0.0.1:6443, token: {env: TOKEN}}
${indented}`,
  );
  const env = { SECRET: "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3", CLIENT: "a-client-secret", TOKEN: "kubernetes-token" };
  const [cluster] = loadSettings({ file, env, toolOptions }).clusters;
  if (cluster === undefined) throw new Error("no cluster");
  return cluster;
}

type Objects = Parameters<typeof lookedThrough>[0];
const merge = (objects: Objects, of = settings()) => mergeFound(of, "https://castor.example.org", { ...lookedThrough(objects), missing: [] });
const castor = (values: Readonly<Record<string, string>>) => ({ annotations: Object.fromEntries(Object.entries(values).map(([key, value]) => [`castor-portal/${key}`, value])) });
const grafana = { services: toolServices.slice(2, 3), ingresses: toolIngresses.slice(0, 1) };

describe("what was found", () => {
  it("is a tile that leads where the Ingress leads, is not checked, and says whence it comes", () => {
    const { tiles, entries } = merge(grafana);
    expect(tiles).toEqual([
      {
        groups: [],
        tile: {
          id: expect.stringMatching(/^found-ingress-monitoring-monitoring-grafana-[0-9a-f]{8}$/) as unknown,
          title: "Grafana",
          purpose: "Draws everything Prometheus measured, over any time, on dashboards",
          icon: "grafana",
          href: "https://grafana.example.org/",
          checked: false,
          found: "Ingress monitoring/monitoring-grafana",
        },
      },
    ]);
    expect(entries.map(({ object, outcome }) => [object.kind, outcome])).toEqual([["Ingress", { kind: "shown" }], ["Service", { kind: "overridden", by: "Ingress monitoring/monitoring-grafana" }]]);
  });

  it("says where a link opens, where nobody wrote what it is for", () => {
    expect(merge({ ingresses: [ingress("p47", "elog", "elog.example.org", "elog", castor({ title: "eLog" }))] }).tiles[0]?.tile).toMatchObject({ title: "eLog", purpose: "Opens elog.example.org", icon: "link" });
  });

  it.each([
    ["the same tool in the settings", "tools: {grafana: {url: 'http://10.0.0.9:3000'}}", grafana, "tools.grafana in castor.yaml"],
    ["a link of the settings with its address", "links: [{title: Boards, purpose: p, url: 'https://grafana.example.org'}]", grafana, "the link “Boards” in castor.yaml"],
    ["a tool of the settings with its address", "tools: {keycloak: {url: 'http://10.0.0.9', publicUrl: 'https://elog.example.org/p47/'}}", { ingresses: [ingress("p47", "elog", "elog.example.org", "elog", castor({ title: "eLog" }), { path: "/p47" })] }, "tools.keycloak in castor.yaml"],
    ["an instance of the settings with its address", "tools: {grafana: {url: 'http://10.0.0.9:3000', instances: [{title: Second, url: 'https://elog.example.org'}]}}", { ingresses: [ingress("p47", "elog", "elog.example.org", "elog", castor({ title: "eLog" }))] }, "tools.grafana in castor.yaml"],
    ["Castor's own address", "", { ingresses: [ingress("castor", "castor", "castor.example.org", "castor", castor({ title: "Sign out", url: "https://castor.example.org/api/session/sign-out" }))] }, "Castor itself"],
    ["a tool's hostname behind Castor", "", { ingresses: [ingress("castor", "castor", "grafana-pollux.castor.example.org", "castor", castor({ title: "Grafana" }))] }, "Castor itself"],
  ] as const)("gives way to %s", (_what, more, objects, by) => {
    const { entries, tiles } = merge(objects, settings(more));
    expect(tiles).toEqual([]);
    expect(entries[0]).toMatchObject({ outcome: { kind: "overridden", by } });
    expect(entries[0]).not.toHaveProperty("lines");
  });

  it("keeps the one that leads to an address before another that only names it", () => {
    const claimed = httpRoute("a-first", "mine", "mine.example.org", { name: "x" }, castor({ title: "Grafana, really", url: "https://grafana.example.org" }));
    const { entries } = merge({ ...grafana, routes: [claimed] });
    expect(entries.map(({ object, outcome }) => [object.name, outcome.kind])).toContainEqual(["monitoring-grafana", "shown"]);
    expect(entries.find(({ object }) => object.name === "mine")?.outcome).toEqual({ kind: "overridden", by: "Ingress monitoring/monitoring-grafana" });
  });

  it("is not shown where it asks for that, or where nothing leads to it", () => {
    const { entries, tiles } = merge({ services: toolServices.slice(0, 1), ingresses: [ingress("p47", "elog", "elog.example.org", "elog", castor({ hidden: "true" }))] });
    expect(tiles).toEqual([]);
    expect(entries.map(({ outcome }) => outcome)).toEqual([{ kind: "ignored" }, { kind: "unreachable" }]);
  });

  it("never buries a page under tiles", () => {
    const { tiles, notes } = merge({ ingresses: Array.from({ length: 130 }, (_, index) => ingress("p47", `app-${index}`, `app-${index}.example.org`, "x", castor({ title: `App ${index}` }))) });
    expect(tiles).toHaveLength(100);
    expect(notes).toEqual(["The cluster names 130 tools and links; only the first 100 have tiles."]);
  });

  it("has ids that can be pinned, and that no other object's name comes to", () => {
    const long = "n".repeat(60);
    const named = [["a-b", "c"], ["a", "b-c"], ["a", "b.c"], [long, `${long}.${long}`], [long, `${long}.${long}x`]] as const;
    const ids = merge({ ingresses: named.map(([namespace, name], index) => ingress(namespace, name, `h${index}.example.org`, "x", castor({ title: "T" }))) }).tiles.map(({ tile }) => tile.id);
    expect(new Set(ids).size).toBe(named.length);
    expect(() => parsePreferences({ pins: ids.map((id) => `pollux/${id}`) })).not.toThrow();
  });
});

describe("the lines for castor.yaml", () => {
  it("take a tool in as the settings read them, behind the sign-in", () => {
    const [entry] = merge({ ...grafana, services: [service("monitoring", "monitoring-grafana", { labels: toolServices[2]?.metadata.labels ?? {}, ...castor({ groups: "p47-beamline" }) }, [{ name: "http-web", port: 80 }])] }).entries;
    expect(entry?.lines).toBe(
      "tools:\n  grafana:\n    url: http://monitoring-grafana.monitoring.svc:80\n    publicUrl: https://grafana.example.org/\n    groups:\n      - p47-beamline\n    gateway:\n      access:\n        - groups:\n            - p47-beamline\n          level: read\n",
    );
    const read = settings(entry?.lines);
    expect(read.tools["grafana"]).toMatchObject({ url: "http://monitoring-grafana.monitoring.svc", publicUrl: "https://grafana.example.org/", gateway: { access: [{ groups: ["p47-beamline"], level: "read" }] } });
    expect(merge(grafana, read).tiles).toEqual([]);
  });

  it("name every tool so that the settings take them, and put none behind the sign-in that has its own", () => {
    const { entries } = merge({ services: toolServices });
    expect(entries.map(({ tool, lines }) => [tool, Object.keys(settings(lines).tools)])).toEqual(entries.map(({ tool }) => [tool, [tool]]));
    expect(entries.filter(({ lines }) => lines?.includes("gateway") !== true).map(({ tool }) => tool)).toEqual(["keycloak", "stackrox"]);
  });

  it("hold whatever somebody wrote as a text, and nothing as a setting", () => {
    const of = settings();
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 60 }), fc.array(fc.string({ unit: "grapheme", maxLength: 10 }), { maxLength: 3 }), (title, purpose, groups) => {
        const [entry] = merge({ ingresses: [ingress("p47", "elog", "elog.example.org", "elog", castor({ title, purpose, ...(groups.length > 0 && { groups: groups.join(",") }) }))] }, of).entries;
        if (entry?.lines === undefined) return;
        expect(parse(entry.lines)).toEqual({ links: [{ title: entry.title, purpose: entry.purpose, url: "https://elog.example.org/", icon: "link", ...(entry.groups.length > 0 && { groups: entry.groups }) }] });
      }),
      { numRuns: 300 },
    );
    const [entry] = merge({ ingresses: [ingress("p47", "elog", "elog.example.org", "elog", castor({ title: "eLog: 'notes' # {all}", groups: "p47-beamline" }))] }).entries;
    expect(settings(entry?.lines)).toMatchObject({ tools: {}, links: [{ title: "eLog: 'notes' # {all}", purpose: "Opens elog.example.org", url: "https://elog.example.org/", groups: ["p47-beamline"] }] });
  });
});

it("leads to http and https alone and holds no user name, whatever the annotations say", () => {
  const of = settings();
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.constantFrom("javascript:alert(1)", "true", "false", "https://a:b@c.example", "//evil.example", "data:text/html,x", "https://good.example", "grafana"));
  const key = fc.oneof(
    fc.constantFrom(...["title", "purpose", "icon", "url", "groups", "tool", "hidden"].map((name) => `castor-portal/${name}`), ...["enabled", "name", "description", "href", "icon", "group"].map((name) => `gethomepage.dev/${name}`), ...["expose", "appName", "url", "icon"].map((name) => `forecastle.stakater.com/${name}`)),
    fc.string({ maxLength: 20 }),
  );
  const annotations = fc.dictionary(key, text, { maxKeys: 8 });
  const host = fc.oneof(fc.domain(), fc.constantFrom("*.example.org", "a@b", "evil.example/x", "e:1", ""));
  const path = fc.oneof(fc.webPath(), fc.string({ maxLength: 20 }));
  fc.assert(
    fc.property(annotations, annotations, host, path, fc.boolean(), (own, behind, at, where, tls) => {
      const { tiles } = merge({ services: [service("p47", "s", { annotations: behind })], ingresses: [ingress("p47", "i", at, "s", { annotations: own }, { tls, path: where })], routes: [httpRoute("p47", "r", at, { name: "s" }, { annotations: own }, { path: where })] }, of);
      for (const { tile } of tiles) {
        expect(tile.href).toMatch(/^https?:\/\/[^/@\\\s]+(?:[/?#]|$)/);
        const url = new URL(tile.href);
        expect([url.username, url.password]).toEqual(["", ""]);
        expect([...tile.title].length).toBeLessThanOrEqual(80);
        expect([...tile.purpose].length).toBeLessThanOrEqual(400);
        expect(tile.checked).toBe(false);
      }
    }),
    { numRuns: 400 },
  );
});
