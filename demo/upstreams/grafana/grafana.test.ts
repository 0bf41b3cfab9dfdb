import type { RequestListener } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serveUpstream, type Upstream } from "../../serve";
import { createGrafana } from ".";
import { nodePanels } from "./dashboards";

const open: Upstream[] = [];
afterEach(() => Promise.all(open.splice(0).map((upstream) => upstream.close())));

const now = Date.parse("2026-08-03T09:00:00Z");
let asked: URLSearchParams[] = [];
/** A Prometheus with one line that ends in a gap, and three namespaces. */
const prometheus: RequestListener = (req, res) => {
  const url = new URL(req.url ?? "", "http://p");
  asked.push(url.searchParams);
  if (url.pathname.includes("/label/")) return res.end(JSON.stringify({ status: "success", data: url.pathname.includes("/cluster/") ? [] : ["first", "second"] }));
  const end = Number(url.searchParams.get("end"));
  res.end(JSON.stringify({ status: "success", data: { resultType: "matrix", result: [{ metric: { pod: "p-0" }, values: [[end - 60, "0.25"], [end, "NaN"]] }] } }));
};
const queries = () => asked.flatMap((parameters) => parameters.get("query") ?? []);

const nodes = "7d57716318ee0dddbac5a7f451fb7753";
const pod = "6581e46e4e5c7ba40a07646395ef7b23";
const as = (login: string, role?: string, more: Record<string, string> = {}) => ({ "x-webauth-user": login, ...(role !== undefined && { "x-webauth-role": role }), ...more });
const staff: Record<string, string> = as("p47-staff", "Editor", { "x-webauth-name": "Pat Fortyseven", "x-webauth-email": "pat@example.org" });
const visitor = as("visitor", "Viewer");

let url: string;
beforeEach(async () => {
  asked = [];
  const serve = async (listener: RequestListener) => {
    const upstream = await serveUpstream({ id: "tool", port: 0, listener });
    open.push(upstream);
    return upstream.url;
  };
  url = await serve(createGrafana({ place: "Pollux", prometheusUrl: await serve(prometheus), clock: () => now, beamlines: ["p47-beamline"] }));
});

const get = (path: string, headers: Record<string, string> = staff) => fetch(`${url}${path}`, { headers, redirect: "manual" });
const json = async (path: string, headers = staff) => (await (await get(path, headers)).json()) as Record<string, unknown>;
const found = async (query: string, headers = staff) => (await json(`/api/search?${query}`, headers)) as unknown as { uid: string; title: string; url: string; type: string; isStarred: boolean; folderTitle?: string }[];
const page = async (path: string, headers = staff) => {
  const response = await get(path, headers);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  return response.text();
};
const send = (method: string, path: string, body: unknown, headers: Record<string, string> = staff) => fetch(`${url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, body: body === undefined ? null : JSON.stringify(body) });

describe("who is asking", () => {
  it("is believed when the proxy says so, with name and role; only Grafana's own health is for everybody", async () => {
    expect(await json("/api/user")).toMatchObject({ login: "p47-staff", name: "Pat Fortyseven", email: "pat@example.org", orgRole: "Editor", authLabels: ["Auth Proxy"] });
    expect(await json("/api/org")).toMatchObject({ name: "Main Org." });
    expect(await json("/api/user", as("someone", "Grafana Superuser"))).toMatchObject({ orgRole: "Viewer" });
    expect(await json("/api/health", {})).toMatchObject({ database: "ok" });
    expect(await page("/")).toMatch(/Pat Fortyseven.*Editor/s);
  });

  it("without the proxy is led to a login, and a program gets 401", async () => {
    expect((await get("/", {})).headers.get("location")).toBe("/login");
    expect((await get("/api/search", {})).status).toBe(401);
    expect(await page("/login", {})).toContain("Welcome to Grafana");
    expect((await send("POST", "/login", {}, {})).status).toBe(401);
  });

  it("gets a login cookie which alone opens nothing", async () => {
    const cookie = (await get("/")).headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^grafana_session=\d+; Path=\/; HttpOnly/);
    expect((await get("/api/user", { cookie: cookie.split(";")[0] ?? "" })).status).toBe(401);
  });
});

describe("changes", () => {
  const cookie = { ...staff, cookie: "grafana_session=3" };
  const host = () => new URL(url).host;

  it("are refused with a login cookie and the Origin of another host, and taken from its own whatever the port", async () => {
    const star = (origin: string) => send("POST", `/api/user/stars/dashboard/uid/${nodes}`, undefined, { ...cookie, origin });
    expect((await star("https://evil.example.org")).status).toBe(403);
    expect((await star("null")).status).toBe(403);
    expect((await star(`http://${host()}`)).status).toBe(200);
    expect((await star("http://127.0.0.1:1")).status).toBe(200);
  });

  it("are an Editor's, not a Viewer's, and are not taken for what a file brought", async () => {
    const made = { dashboard: { title: "Mine", panels: [{ id: 4, type: "stat", title: "Up", targets: [{ refId: "A", expr: "up" }] }] }, folderUid: "beamlines" };
    expect((await send("POST", "/api/dashboards/db", made, visitor)).status).toBe(403);
    const saved = (await (await send("POST", "/api/dashboards/db", made)).json()) as { uid: string; status: string; version: number };
    expect(saved).toMatchObject({ status: "success", version: 1 });
    const { dashboard, meta } = (await json(`/api/dashboards/uid/${saved.uid}`)) as { dashboard: object; meta: object };
    expect(meta).toMatchObject({ provisioned: false, createdBy: "p47-staff", folderTitle: "Beamlines" });
    expect((await send("POST", "/api/dashboards/db", { dashboard: { ...dashboard, title: "Mine too" }, folderUid: "" })).status).toBe(200);
    expect((await send("POST", "/api/dashboards/db", { dashboard: { ...dashboard, title: "Too late" } })).status).toBe(412);
    expect((await send("POST", "/api/dashboards/db", { dashboard: { uid: nodes, title: "Nodes" }, overwrite: true })).status).toBe(400);
    expect((await send("POST", "/api/dashboards/db", { dashboard: { title: " " } })).status).toBe(400);
  });

  it("keep stars apart for each person", async () => {
    await send("POST", `/api/user/stars/dashboard/uid/${nodes}`, undefined);
    expect((await found("starred=true")).map(({ uid }) => uid)).toContain(nodes);
    expect(await found("starred=true", visitor)).toEqual([]);
    await send("DELETE", `/api/user/stars/dashboard/uid/${nodes}`, undefined);
    expect((await found("starred=true")).map(({ uid }) => uid)).not.toContain(nodes);
    expect((await send("POST", "/api/user/stars/dashboard/uid/none", undefined)).status).toBe(404);
  });
});

describe("the search", () => {
  it("finds by words, tags, folders and kinds, a page at a time, folders first", async () => {
    expect((await found(""))[0]).toMatchObject({ type: "dash-folder", title: "Beamlines" });
    expect((await found("type=dash-folder")).map(({ title }) => title)).toEqual(["Beamlines"]);
    expect((await found("type=dash-db&query=persistent")).map(({ uid }) => uid)).toEqual(["919b92a8e8041bd567af9edab12c840c"]);
    expect((await found("tag=beamline&tag=shift")).map(({ title }) => title)).toEqual(["Before the beam comes"]);
    expect((await found("folderUIDs=beamlines")).map(({ title }) => title)).toEqual(["Before the beam comes", "p47-beamline memory"]);
    expect((await found("folderIds=0&query=where")).map(({ title }) => title)).toEqual(["Where the memory goes"]);
    const all = await found("type=dash-db");
    expect([...(await found("type=dash-db&limit=5")), ...(await found("type=dash-db&limit=5&page=2"))]).toEqual(all.slice(0, 10));
  });

  it("leads to dashboards that say where they come from, with panels and variables", async () => {
    for (const { uid, url: path } of await found("type=dash-db")) expect(await json(`/api/dashboards/uid/${uid}`)).toMatchObject({ dashboard: { uid }, meta: { url: path } });
    const { dashboard, meta } = (await json(`/api/dashboards/uid/${pod}`)) as { dashboard: { panels: { id: number; type: string; gridPos: object }[]; templating: { list: { name: string }[] } }; meta: object };
    expect(meta).toMatchObject({ provisioned: true, provisionedExternalId: "k8s-resources-pod.json" });
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(["datasource", "cluster", "namespace", "pod"]);
    expect(dashboard.panels.slice(0, 2)).toMatchObject([{ id: 1, type: "row" }, { id: 2, type: "timeseries", gridPos: { x: 0, y: 1, w: 24 } }]);
    expect(await json("/api/dashboards/uid/castor-p47-beamline")).toMatchObject({ meta: { provisionedExternalId: "Beamlines/p47-beamline.json" } });
    expect((await get("/api/dashboards/uid/none")).status).toBe(404);
  });
});

describe("a dashboard", () => {
  it("is drawn from Prometheus for the variables and the time of its address", async () => {
    const text = await page(`/d/${nodes}/nodes?var-instance=172.23.242.47:9100&from=now-15m&to=now&timezone=Europe/London`);
    expect(queries()).toContain('node_load1{job="node-exporter", instance="172.23.242.47:9100"}');
    expect(asked.find((parameters) => parameters.has("query"))?.get("start")).toBe(String(now / 1_000 - 900));
    expect(text).toContain('aria-label="CPU Usage, at most 25.0 %"');
    expect(text).toMatch(/<option value="172\.23\.242\.47:9100" selected>/);
    expect(text).toContain(">10:00</text>");
  });

  it("chooses the first value where the address names none, and everything where that is offered", async () => {
    await page(`/d/${pod}/pod`);
    expect(queries().some((query) => query.includes('namespace="first", pod="first"'))).toBe(true);
    asked = [];
    await page("/d/200ac8fdbfbb74b39aff88118e4d1c2c/node?var-node=a.b&var-node=c");
    expect(queries().some((query) => query.includes('node=~"a\\\\.b|c"'))).toBe(true);
    asked = [];
    await page("/d/200ac8fdbfbb74b39aff88118e4d1c2c/node");
    expect(queries().some((query) => query.includes('node=~".*"'))).toBe(true);
  });

  it("may not be framed, as by default; is without bars in kiosk, and in the theme that is asked for", async () => {
    expect((await get(`/d/${nodes}`)).headers.get("x-frame-options")).toBe("deny");
    const bare = await page(`/d/${nodes}/nodes?kiosk&theme=dark`);
    expect(bare).not.toContain("<header>");
    expect(bare).not.toContain("<select");
    expect(bare).toContain('data-theme="dark"');
    expect(await page(`/d/${nodes}/nodes?theme=evil`)).not.toMatch(/<html[^>]*data-theme/);
  });

  it("opens one panel alone, as the portal's charts link to it", async () => {
    const text = await page(`/d/${nodes}?viewPanel=${nodePanels["received"]}&var-instance=x`);
    expect(text).toContain('aria-label="Network Received"');
    expect(text).not.toContain('aria-label="CPU Usage"');
    expect(text).toContain("All panels");
  });

  it("offers to save only to whoever may", async () => {
    expect(await page(`/d/${nodes}`)).toContain("Save a copy");
    expect(await page(`/d/${nodes}`, visitor)).not.toContain("Save a copy");
  });

  it("shows hostile variables as text, lets none end its string, and says so when its data source is away", async () => {
    const text = await page(`/d/${nodes}/nodes?var-instance=${encodeURIComponent('"}) or vector(1) # <img src=x onerror=alert(1)>')}`);
    expect(text).not.toContain("<img");
    expect(queries()).toContain('node_load1{job="node-exporter", instance="\\"}) or vector(1) # <img src=x onerror=alert(1)>"}');
    await open[0]?.setFault("stopped");
    expect(await page(`/d/${nodes}`)).toContain("The data source does not answer.");
  });
});

describe("a solo panel", () => {
  it("is one panel and nothing else, under both spellings of its number and both of time", async () => {
    for (const panel of ["2", "panel-2"]) {
      const text = await page(`/d-solo/${pod}/pod?orgId=1&panelId=${panel}&var-namespace=n&var-pod=p&from=${now - 600_000}&to=${now}&theme=light`);
      expect(text.match(/<section/g)).toHaveLength(1);
      expect(text).toContain('role="img" aria-label="CPU Usage');
      expect(text).not.toContain("<header>");
    }
    expect(asked.find((parameters) => parameters.has("query"))?.get("start")).toBe(String(now / 1_000 - 600));
  });

  it("is not found under a number of another, of a heading, or none", async () => {
    for (const query of ["panelId=99", "panelId=1", "panelId=panel-x", ""]) expect((await get(`/d-solo/${pod}/pod?${query}`)).status).toBe(404);
    expect((await get("/d-solo/none/none?panelId=2")).status).toBe(404);
  });
});
