import { afterEach, describe, expect, it } from "vitest";
import type { DashboardSubject, Person } from "@/lib/model";
import { anAlert, inP47 } from "@/lib/model/alerting/fixtures/small-cluster";
import { loopback, type Loopback } from "@/lib/wire/fixtures/loopback";
import { dashboardsOf } from "./dashboards";
import { grafanaParts, somebodyNamed } from "./fixtures/grafana-cluster";

const ada = somebodyNamed("ada");
const bob = somebodyNamed("bob");
const visitor = somebodyNamed("visitor", []);
const signal = new AbortController().signal;

const nodes = "7d57716318ee0dddbac5a7f451fb7753";
const podsUid = "6581e46e4e5c7ba40a07646395ef7b23";
const dashboard = (variables: readonly string[], titles: readonly string[], meta: object = {}) => ({
  meta,
  dashboard: { templating: { list: variables.map((name) => ({ name })) }, panels: titles.map((title, index) => ({ id: index + 1, title, type: "timeseries" })) },
});
const insides: Readonly<Record<string, object>> = {
  [nodes]: dashboard(["datasource", "cluster", "instance"], ["CPU Usage", "Memory Usage"], { provisioned: true, provisionedExternalId: "nodes.json" }),
  [podsUid]: dashboard(["datasource", "cluster", "namespace", "pod"], ["CPU Usage"]),
  own: dashboard(["pod", "cluster", "severity"], ["One", "Two", "Three"]),
};
const hits = [
  { uid: nodes, title: "Node Exporter / Nodes", url: `/d/${nodes}/node-exporter-nodes`, tags: ["node-exporter-mixin"], folderTitle: "Kubernetes" },
  { uid: podsUid, title: "Kubernetes / Compute Resources / Pod", url: `/d/${podsUid}/kubernetes-compute-resources-pod` },
  { uid: "own", title: "Beamline", url: "/d/own/beamline", isStarred: true },
];

let server: Loopback | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A Grafana in which each person sees a dashboard named after them beside the usual ones. */
async function grafana(given: Partial<Parameters<typeof grafanaParts>[0]> = {}, status: (path: string) => number = () => 200) {
  server = await loopback((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const user = String(request.headers["x-webauth-user"]);
    const uid = path.split("/").at(-1) ?? "";
    const value = path === "/api/search" ? [...hits, { uid: `of-${user}`, title: `Of ${user}`, url: `/d/of-${user}/x` }] : insides[uid];
    response.writeHead(value === undefined ? 404 : status(path), { "content-type": "application/json" });
    response.end(JSON.stringify(value ?? {}));
  });
  const sessions = new Map<Person, string>([[ada, "session-of-ada"], [bob, "session-of-bob"], [visitor, "session-of-visitor"]]);
  const portal = dashboardsOf(grafanaParts({ sessions, url: server.url, ...given }));
  return {
    portal,
    server,
    titles: async (person: Person) => (await portal.dashboards(person, "pollux", signal)).dashboards.map(({ title }) => title),
    about: (subject: DashboardSubject, person = ada) => portal.dashboardsAbout(person, "pollux", subject, "6h", signal),
  };
}

describe("asking as the person", () => {
  it("sends exactly the person's identity: no token of Castor's, no password of the address (ASVS 8.3.3)", async () => {
    const { portal, server: { url, requests } } = await grafana();
    const withPassword = url.replace("http://", "http://castor:hunter22@");
    const other = dashboardsOf(grafanaParts({ sessions: new Map([[ada, "session-of-ada"]]), url: withPassword }));
    await portal.dashboards(ada, "pollux", signal);
    await other.dashboards(ada, "pollux", signal);
    for (const { headers } of requests) {
      expect(Object.keys(headers).filter((name) => !["host", "connection", "accept"].includes(name)).sort()).toEqual(["x-test-session", "x-webauth-user"]);
      expect(headers).toMatchObject({ "x-webauth-user": "ada", "x-test-session": "session-of-ada" });
    }
    expect(requests).toHaveLength(2);
  });

  it("never answers one person with what another was told, even at the same moment", async () => {
    const { titles } = await grafana();
    const [ofAda, ofBob] = await Promise.all([titles(ada), titles(bob)]);
    expect(ofAda).toContain("Of ada");
    expect(ofAda).not.toContain("Of bob");
    expect(ofBob).toContain("Of bob");
    expect(ofBob).not.toContain("Of ada");
  });

  it("asks again for the same person in another session", async () => {
    const again = { ...ada };
    const sessions = new Map<Person, string>([[ada, "one"], [again, "two"]]);
    const { titles, server: { requests } } = await grafana({ sessions });
    await titles(ada);
    await titles(again);
    expect(requests.map(({ headers }) => headers["x-test-session"])).toEqual(["one", "two"]);
  });

  it("asks once in thirty seconds however often a page asks, and anew after that", async () => {
    let now = 1_000_000;
    const { titles, server: { requests } } = await grafana({ now: () => now });
    await Promise.all([titles(ada), titles(ada)]);
    now += 29_000;
    await titles(ada);
    expect(requests).toHaveLength(1);
    now += 2_000;
    await titles(ada);
    expect(requests).toHaveLength(2);
  });

  it("keeps no failure", async () => {
    let broken = true;
    const { titles } = await grafana({}, () => (broken ? 500 : 200));
    await expect(titles(ada)).rejects.toMatchObject({ code: "unreachable" });
    broken = false;
    expect(await titles(ada)).toContain("Beamline");
  });
});

describe("who gets nothing", () => {
  it("refuses whoever may not open Grafana, asks nothing for them, and shows them no dashboards about anything", async () => {
    const { portal, about, server: { requests } } = await grafana();
    await expect(portal.dashboards(visitor, "pollux", signal)).rejects.toMatchObject({ code: "forbidden", message: "Nobody has given you access to the Grafana of Pollux." });
    await expect(portal.dashboardSource(visitor, "pollux", nodes, signal)).rejects.toMatchObject({ code: "forbidden" });
    expect(await about({ kind: "node", node: "srv-1" }, visitor)).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("says where a cluster's Grafana is not behind the sign-in, and hides clusters that one may not see", async () => {
    const { portal, about } = await grafana({ hasGrafana: false });
    await expect(portal.dashboards(ada, "pollux", signal)).rejects.toMatchObject({ code: "not-found", message: "Pollux has no Grafana behind Castor's sign-in, so its dashboards cannot be listed here." });
    expect(await about({ kind: "node", node: "srv-1" })).toEqual([]);
    await expect(portal.dashboardsAbout(somebodyNamed("stranger"), "pollux", { kind: "node", node: "a" }, "1h", signal)).rejects.toMatchObject({ code: "not-found" });
  });

  it("asks nothing where the session is not known any more", async () => {
    const { titles, server: { requests } } = await grafana({ sessions: new Map() });
    await expect(titles(ada)).rejects.toMatchObject({ code: "unauthorized" });
    expect(requests).toEqual([]);
  });

  it("tells a person whom Grafana refuses that it is about them, not that they are signed out of Castor", async () => {
    for (const [status, message] of [[401, "Grafana of Pollux does not know you by what Castor tells it."], [403, "Grafana of Pollux does not let you see this."]] as const) {
      const { titles } = await grafana({}, () => status);
      await expect(titles(ada)).rejects.toMatchObject({ code: "forbidden", message });
      await server?.close();
    }
  });
});

describe("the list", () => {
  it("tells folder, tags and stars, and leads to Castor's own page of each", async () => {
    const { portal } = await grafana();
    const { dashboards, at } = await portal.dashboards(ada, "pollux", signal);
    expect(at).toBe(1_000_000);
    expect(dashboards[0]).toEqual({ uid: nodes, title: "Node Exporter / Nodes", folder: "Kubernetes", tags: ["node-exporter-mixin"], starred: false, href: `/clusters/pollux/tools/grafana/d/${nodes}/node-exporter-nodes` });
    expect(dashboards[2]).toMatchObject({ starred: true, href: "/clusters/pollux/tools/grafana/d/own/beamline" });
  });

  it("says where a dashboard is kept, and nothing of one that the search does not show", async () => {
    const { portal, server: { requests } } = await grafana();
    expect(await portal.dashboardSource(ada, "pollux", nodes, signal)).toEqual({ from: "nodes.json" });
    expect(await portal.dashboardSource(ada, "pollux", "own", signal)).toBeUndefined();
    await expect(portal.dashboardSource(ada, "pollux", "hidden", signal)).rejects.toMatchObject({ code: "not-found" });
    await expect(portal.dashboardSource(ada, "pollux", "../../admin", signal)).rejects.toMatchObject({ code: "not-found" });
    expect(requests.map(({ url }) => url?.split("?")[0])).toEqual(["/api/search", `/api/dashboards/uid/${nodes}`, "/api/dashboards/uid/own"]);
  });
});

describe("dashboards about something", () => {
  it("fills in the node's exporter, and leads to the whole dashboard over the page's range", async () => {
    const { about } = await grafana();
    expect(await about({ kind: "node", node: "srv-1" })).toEqual([
      {
        ...{ uid: nodes, title: "Node Exporter / Nodes", about: "This node: what its exporter measures" },
        panels: [{ id: "1", title: "CPU Usage" }, { id: "2", title: "Memory Usage" }],
        origin: "https://grafana-pollux.castor.example.org",
        path: `/d/${nodes}/node-exporter-nodes?orgId=1&var-instance=10.0.0.1%3A9100`,
        solo: `/d-solo/${nodes}/node-exporter-nodes?orgId=1&var-instance=10.0.0.1%3A9100`,
        href: `/clusters/pollux/tools/grafana/d/${nodes}/node-exporter-nodes?orgId=1&var-instance=10.0.0.1%3A9100&from=now-21600s&to=now`,
      },
    ]);
  });

  it("shows an alert's own dashboard first, with the one panel and the variables that its rule means, then that of its pod and node", async () => {
    const alert = { ...anAlert("Busy", inP47({ pod: "nexus-0", cluster: "other" })), annotations: { __dashboardUid__: "own", __panelId__: "2" } };
    const { about } = await grafana({ alerts: [alert] });
    const found = await about({ kind: "alert", alert: alert.id });
    expect(found.map(({ uid, about: why }) => [uid, why])).toEqual([
      ["own", "Named by the rule of this alert"],
      [podsUid, "The pod of this alert: what its containers use"],
      [nodes, "The node where that is: what its exporter measures"],
    ]);
    expect(found[0]?.panels).toEqual([{ id: "2", title: "Two" }]);
    expect(found[0]?.solo).toBe("/d-solo/own/beamline?orgId=1&var-pod=nexus-0&var-severity=warning");
    expect(found[1]?.solo).toContain("var-namespace=p47-beamline&var-pod=nexus-0");
  });

  it("shows nothing about an alert that names a dashboard which Grafana does not show, and about one that nobody knows", async () => {
    const alert = { ...anAlert("Watchdog", {}), annotations: { dashboard_url: "https://evil.example/d/hidden/x" } };
    const { about } = await grafana({ alerts: [alert] });
    expect(await about({ kind: "alert", alert: alert.id })).toEqual([]);
    expect(await about({ kind: "alert", alert: "0123456789abcdef" })).toEqual([]);
  });

  it("leaves out the one dashboard that cannot be read, and fails only where none can", async () => {
    const alert = anAlert("Busy", inP47({ pod: "nexus-0" }));
    let failing: (path: string) => boolean = (path) => path.endsWith(podsUid);
    const { about } = await grafana({ alerts: [alert] }, (path) => (failing(path) ? 500 : 200));
    expect((await about({ kind: "alert", alert: alert.id })).map(({ uid }) => uid)).toEqual([nodes]);
    failing = (path) => path !== "/api/search";
    await expect(about({ kind: "pod", namespace: "a", pod: "b" })).rejects.toMatchObject({ code: "unreachable" });
  });
});
