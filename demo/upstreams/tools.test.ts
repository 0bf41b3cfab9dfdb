import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { serveUpstream, type Upstream } from "../serve";
import { stateOf } from "../world/life";
import { seriesSource } from "../world/series-source";
import { createWorld } from "../world/world";
import { createAlertmanager } from "./alertmanager";
import { createArgoCd } from "./argo-cd";
import { createDashboard } from "./dashboard";
import { createGrafana } from "./grafana";
import { createGraylog } from "./graylog";
import { createPrometheus } from "./prometheus";
import { createStackrox } from "./stackrox";

const open: Upstream[] = [];
afterEach(() => Promise.all(open.splice(0).map((upstream) => upstream.close())));

let now = Date.parse("2026-08-03T09:00:00Z");
const clock = () => now;
const world = createWorld({ clock, seed: 1, host: false });
const pollux = world.cluster("pollux");
const bearer = { headers: { authorization: "Bearer t0ken" } };

async function served(listener: RequestListener): Promise<string> {
  const upstream = await serveUpstream({ id: "tool", port: 0, listener });
  open.push(upstream);
  return upstream.url;
}
const json = async (url: string, init?: RequestInit) => (await (await fetch(url, init)).json()) as Record<string, unknown>;
const page = async (url: string) => {
  const response = await fetch(url, { headers: { accept: "text/html" } });
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  return response.text();
};

describe("Argo CD", () => {
  const start = () => served(createArgoCd({ world, place: "Argus", token: "t0ken" }));
  const items = async (query = "") => ((await json(`${await start()}/api/v1/applications${query}`, bearer)) as { items: { metadata: { name: string; labels: Record<string, string> }; spec: { source: { targetRevision: string }; destination: { name: string } }; status: { health: { status: string } } }[] }).items;

  it("tells its version to everybody and its applications to whoever has the token", async () => {
    const url = await start();
    expect(await json(`${url}/api/version`)).toMatchObject({ Version: expect.stringMatching(/^v3/) as unknown });
    expect((await fetch(`${url}/api/v1/applications`)).status).toBe(401);
    expect((await fetch(`${url}/api/v1/applications/none`, bearer)).status).toBe(403);
    expect((await fetch(`${url}/api/v1/applications/none?project=p47-beamline`, bearer)).status).toBe(404);
  });

  it("has the services of p47, stopped ones and branches too", async () => {
    const p47 = await items("?projects=p47-beamline");
    const named = (name: string) => p47.find(({ metadata }) => metadata.name === name);
    expect(named("p47")).toMatchObject({ spec: { destination: { name: "argus" }, source: { path: "apps" } } });
    expect(named("bl47p-mo-ioc-01")).toMatchObject({ spec: { source: { targetRevision: "pingwait" }, destination: { name: "pollux" } } });
    expect(named("bl47p-ea-dcam-01")?.metadata.labels).toMatchObject({ STOPPED: "1" });
    expect(named("p47-epics-pvcs")).toBeDefined();
    expect(await items("?selector=ioc%3Dtrue&projects=i22-beamline")).toHaveLength(6);
  });

  it("calls an application degraded while its pod crash-loops, and healthy again afterwards", async () => {
    const looping = () => pollux.pods.at(now).find((pod) => pod.namespace === "p47-beamline" && stateOf(pod.life, now).state === "backing-off");
    const begin = now;
    while (looping() === undefined && now < begin + 7_200_000) now += 5_000;
    const name = looping()?.workload.name;
    const health = async () => (await items()).find(({ metadata }) => metadata.name === name)?.status.health.status;
    expect(await health()).toBe("Degraded");
    while (looping() !== undefined) now += 60_000;
    now += 120_000;
    expect(["Healthy", "Progressing"]).toContain(await health());
    now = begin;
  });
});

describe("StackRox", () => {
  it("tells its version only to whoever has the token, and the old image of another beamline is the riskiest", async () => {
    const url = await served(createStackrox({ cluster: pollux, place: "Pollux", token: "t0ken", clock }));
    expect(await json(`${url}/v1/ping`)).toEqual({ status: "ok" });
    expect(await json(`${url}/v1/metadata`)).toMatchObject({ version: "" });
    expect(await json(`${url}/v1/metadata`, bearer)).toMatchObject({ version: expect.stringMatching(/^4\./) as unknown });
    expect((await fetch(`${url}/v1/images`)).status).toBe(401);
    const { images } = (await json(`${url}/v1/images?pagination.limit=2`, bearer)) as { images: object[] };
    expect(images).toHaveLength(2);
    expect(images[0]).toMatchObject({ name: "ghcr.io/epics-containers/ioc-adaravis-runtime:2024.5.1", priority: "1" });
    expect(((await json(`${url}/v1/alertscount`, bearer)) as { count: number }).count).toBeGreaterThan(0);
    expect(await page(`${url}/main/dashboard`)).toContain("CVE-2024-22190");
  });
});

describe("the pages of Prometheus, Alertmanager and Grafana", () => {
  const person = { "x-webauth-user": "admin", "x-webauth-role": "Admin" };
  const pages = async () => {
    const prometheus = createPrometheus({ source: seriesSource(world, "pollux"), clock, rules: [], place: "Pollux" });
    const url = await served(prometheus.listener);
    const alertmanager = await served(createAlertmanager({ place: "Pollux", clock }));
    const grafana = await served(createGrafana({ place: "Pollux", prometheusUrl: url, clock }));
    return [`${url}/graph?g0.expr=up&g0.tab=1`, `${url}/alerts`, `${url}/targets`, `${alertmanager}/`, `${alertmanager}/notifications`, `${alertmanager}/status`, `${grafana}/`, `${grafana}/d/7d57716318ee0dddbac5a7f451fb7753/nodes`];
  };

  it("work at the root of any other host: every address in them begins with a slash, and nothing comes from elsewhere", async () => {
    for (const url of await pages()) {
      const text = await (await fetch(url, { headers: person })).text();
      const addresses = [...text.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address ?? "");
      expect(addresses.filter((address) => !/^(?:\/(?!\/)|#|data:,$)/.test(address)), url).toEqual([]);
      expect(text, url).not.toContain(new URL(url).host);
    }
  });

  it("may be framed by anybody where the real ones may, and by nobody where they may not", async () => {
    const answers = await Promise.all((await pages()).map((url) => fetch(url, { headers: person })));
    const framing = answers.map(({ headers }) => headers.get("x-frame-options") ?? /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "")?.[1]);
    expect(framing).toEqual([...Array<string>(6).fill("*"), "deny", "deny"]);
  });
});

describe("the Kubernetes Dashboard and Graylog", () => {
  it("shows the World's nodes and pods", async () => {
    const text = await page(await served(createDashboard({ cluster: pollux, place: "Pollux", clock })));
    expect(text).toContain("p47-srv-01");
    expect(text).toContain("bl47p-mo-ioc-01-0");
  });

  it("finds the lines of one service and not of its siblings", async () => {
    const text = await page(`${await served(createGraylog({ world, place: "Argus" }))}/search?q=${encodeURIComponent("pod_name:/bl47p-synoptic-[0-9]+/")}`);
    expect(text).toContain("<code>bl47p-synoptic-0</code>");
    expect(text).not.toContain("<code>p47-proxy");
    expect(await page(`${await served(createGraylog({ world, place: "Argus" }))}/search?q=${encodeURIComponent("pod_name:/(/")}`)).toContain("0 messages");
  });
});
