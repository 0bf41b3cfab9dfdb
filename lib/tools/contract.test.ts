import { readdirSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { isCastorError, nodeCharts, parseTopic } from "@/lib/model";
import { createWire, type Wire } from "@/lib/wire";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { checkHealth, link, panelCard, toolOf, toolOptions, tools, type AnyTool, type LinkTargets } from "./index";

const all: readonly AnyTool[] = tools;
const panels = all.flatMap((tool) => tool.panels.map((panel) => ({ tool, panel })));
const signal = () => new AbortController().signal;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

function wireTo(url: string): Wire {
  const wire = createWire({ name: "It of Pollux", url, timeoutMs: 2_000 });
  open.push(wire);
  return wire;
}

async function deadUrl(): Promise<string> {
  const server = await loopback(() => undefined);
  await server.close();
  return server.url;
}

const nasty = `a"b{c}/../d?e#f<g>&h=i\\j k%2e`;
const targets: LinkTargets = {
  node: { node: nasty, instance: nasty, address: nasty, chart: nasty, range: "24h" },
  pod: { namespace: nasty, pod: nasty },
  query: { expression: `sum by (x) (rate(y{z="${nasty}"}[5m]))`, range: "7d" },
  alert: { alertname: nasty },
  application: { namespace: nasty, name: nasty },
  image: { id: `sha256:${nasty}` },
};

describe("the registry", () => {
  it("has each tool once, under the id that the settings use", () => {
    expect(all.map(({ id }) => id)).toEqual(["dashboard", "keycloak", "prometheus", "grafana", "alertmanager", "stackrox", "argo-cd"]);
    expect(Object.keys(toolOptions)).toEqual(all.map(({ id }) => id));
    expect(toolOf("grafana")?.title).toBe("Grafana");
    expect(toolOf("toString")).toBeUndefined();
  });

  it("forgets no folder", () => {
    const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "fixtures");
    // These two are reached by the cluster's own settings and have no tile.
    expect(folders.map(({ name }) => name).sort()).toEqual([...all.map(({ id }) => id), "kubernetes", "node-exporter"].sort());
  });

  it("names every panel once", () => {
    const ids = panels.map(({ panel }) => panel.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(all.map((tool) => [tool.id, tool] as const))("%s", (_, tool) => {
  const client = (wire: Wire) => tool.client(wire, tool.settings.parse({}));

  it("tells a newcomer what it is for, in one sentence", () => {
    expect(tool.id).toMatch(/^[a-z][a-z-]*$/);
    expect(tool.title.length).toBeGreaterThan(2);
    expect(tool.icon).not.toBe("");
    expect(tool.purpose).toMatch(/^[A-Z].{20,90}[^.]$/);
  });

  it("needs no options, refuses unknown ones, and can be described to an editor", () => {
    expect(tool.settings.safeParse({}).success).toBe(true);
    expect(tool.settings.safeParse({ nonsense: 1 }).success).toBe(false);
    expect(z.toJSONSchema(tool.settings, { io: "input" })).toMatchObject({ type: "object" });
  });

  it("is down, in words, when nobody answers", async () => {
    const own = client(wireTo(await deadUrl()));
    await expect(tool.health(own, signal())).rejects.toSatisfy(isCastorError);
    const health = await checkHealth(tool, own, { now: () => 5, signal: signal() });
    expect(health).toMatchObject({ tool: tool.id, status: "down", checkedAt: 5, since: 5, reason: "It of Pollux cannot be reached: nothing listens there." });
  });

  it.each([
    ["server errors", 500, "{}", "down"],
    ["refusals", 401, "{}", "degraded"],
    ["a web page instead of data", 200, "<html>Sign in</html>", "down"],
    ["another shape", 200, '{"surprise":true}', "down"],
    ["nothing", 200, "", "down"],
  ])("meets %s with a state and a sentence", async (what, status, body, state) => {
    const server = await loopback((_request, response) => void response.writeHead(status, { "content-type": body.startsWith("<") ? "text/html" : "application/json" }).end(body));
    open.push(server);
    const health = await checkHealth(tool, client(wireTo(server.url)), { now: Date.now, signal: signal() });
    // Of a tool that is only a page to open, any page will do.
    if (tool.id === "dashboard" && what !== "server errors") return expect(health.status).toBe("up");
    expect(health.status).toBe(state);
    expect(health.reason).toMatch(/^It of Pollux .*[.?]$/);
    expect(health.reason).not.toContain("surprise");
  });

  it("links only to places under its public URL, whatever names contain", () => {
    for (const base of ["https://tools.example.org/grafana/", "http://localhost:3012"]) {
      for (const kind of Object.keys(targets) as (keyof LinkTargets)[]) {
        const href = link(tool, { base, options: tool.settings.parse({}) }, kind, targets[kind]);
        if (href === undefined) continue;
        const url = new URL(href);
        expect(url.origin).toBe(new URL(base).origin);
        expect(url.pathname.startsWith(new URL(base).pathname)).toBe(true);
        expect(href).not.toMatch(/["<>\\ ]/);
      }
    }
  });

  it("tells its version when it is well, and degrades when it is slow", async () => {
    let time = 0;
    const slowly = { id: tool.id, health: async () => ((time += 2_400), { version: "1.2.3" }) };
    expect(await checkHealth(slowly, undefined, { now: () => time, signal: signal() })).toEqual({
      tool: tool.id, status: "degraded", checkedAt: 2_400, latency: 2_400, version: "1.2.3", reason: "It answers slowly: in 2.4 s.", since: 2_400,
    });
  });
});

describe.each(panels.map(({ tool, panel }) => [panel.id, tool, panel] as const))("the panel %s", (_, tool, panel) => {
  it("asks a question, and can be addressed", () => {
    expect(panel.question).toMatch(/^[A-Z].*\?$/);
    expect(panel.title).not.toMatch(/[.?]$/);
    const args = panel.args.map((name) => `${name}=x`).join("&");
    expect(parseTopic(`panel/pollux/${panel.id}${args === "" ? "" : `?${args}`}`)).toBeDefined();
    expect(Object.keys(panelCard(panel)).sort()).toEqual(["args", "id", "question", "title", "view"]);
  });

  it("throws a problem in words when its upstream is dead", async () => {
    const client = tool.client(wireTo(await deadUrl()), tool.settings.parse({}));
    await expect(panel.load(client, { args: {}, signal: signal() })).rejects.toMatchObject({ code: "unreachable" });
  });

  it("says which series is missing when there is no data", async () => {
    if (tool.id !== "prometheus") return;
    const server = await loopback(json({ status: "success", data: { resultType: "vector", result: [] } }));
    open.push(server);
    const client = tool.client(wireTo(server.url), tool.settings.parse({}));
    await expect(panel.load(client, { args: {}, signal: signal() })).rejects.toMatchObject({ code: "not-found", message: expect.stringMatching(/^No data: It of Pollux has no series \w+( with .*)?\.$/) as string });
  });
});

describe("a tool that is not well", () => {
  const check = (answer: () => Promise<{ version?: string; degraded?: string }>, now: number, previous?: Awaited<ReturnType<typeof checkHealth>>) =>
    checkHealth({ id: "grafana", health: answer }, undefined, { now: () => now, signal: signal(), previous });

  it("remembers since when, and its version, until it is well again", async () => {
    const well = await check(async () => ({ version: "11" }), 1);
    expect(well).toEqual({ tool: "grafana", status: "up", checkedAt: 1, latency: 0, version: "11" });
    const first = await check(async () => Promise.reject(new Error("internal detail")), 2, well);
    const second = await check(async () => Promise.reject(new Error("internal detail")), 3, first);
    const partly = await check(async () => ({ version: "11", degraded: "Its database does not answer." }), 4, second);
    expect([first.since, second.since, partly.since]).toEqual([2, 2, 2]);
    expect(second).toMatchObject({ status: "down", version: "11" });
    expect(JSON.stringify(second)).not.toContain("internal detail");
    expect(partly).toMatchObject({ status: "degraded", reason: "Its database does not answer." });
    expect((await check(async () => ({}), 5, partly)).since).toBeUndefined();
  });
});

it("a name of dots climbs nowhere", () => {
  const argo = toolOf("argo-cd") as AnyTool;
  expect(link(argo, { base: "https://tools.example.org/argo/", options: {} }, "application", { namespace: "..", name: ".." })).toBe("https://tools.example.org/argo/");
});

it("Grafana opens the exporter's dashboard for the node and the time range", () => {
  const grafana = toolOf("grafana") as AnyTool;
  const target = { node: "p47-srv-01", address: "172.23.242.47", chart: "cpu", range: "6h" } as const;
  const plain = link(grafana, { base: "http://localhost:3012", options: grafana.settings.parse({}) }, "node", target);
  expect(plain).toBe("http://localhost:3012/d/7d57716318ee0dddbac5a7f451fb7753?var-instance=172.23.242.47%3A9100&from=now-21600s&to=now");
  const options = grafana.settings.parse({ nodePanels: { cpu: 3 } });
  for (const { id } of nodeCharts) {
    const href = link(grafana, { base: "http://localhost:3012", options }, "node", { ...target, chart: id });
    expect(href?.endsWith("&viewPanel=3")).toBe(id === "cpu");
  }
});
