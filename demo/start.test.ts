import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadSettings } from "@/lib/settings";
import { startDemo, type Demo } from "./start";

/** Stands in for the portal: ready at once, and tells what it was given. */
const standIn = ["--eval", `require("node:http").createServer((req, res) => res.end(JSON.stringify({ config: process.env.CASTOR_CONFIG, secret: process.env.CASTOR_SECRET }))).listen(process.env.PORT, process.env.HOST)`];

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), "castor-demo-")));
  return folders.at(-1)!;
};
const quick = () => ({ port: 0, folder: folder(), thisMachine: false });
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })));

describe("the demo", () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ ...quick(), product: standIn });
    await demo.settled;
  }, 60_000);
  afterAll(() => demo.stop());
  const url = (id: string) => demo.upstreams.find((upstream) => upstream.id === id)?.url ?? `no upstream ${id}`;
  const json = async (address: string, init?: RequestInit) => (await (await fetch(address, init)).json()) as Record<string, unknown>;

  it("writes settings that the portal reads, with every upstream where it really is", async () => {
    const settings = loadSettings({ file: demo.settingsFile, env: demo.env });
    for (const { tools } of settings.clusters) {
      for (const [tool, { url: address }] of Object.entries(tools)) expect([tool, (await fetch(address)).status]).toEqual([tool, expect.toSatisfy((status: number) => status < 500)]);
    }
    const discovered = await json(`${settings.signIn.issuer}/.well-known/openid-configuration`);
    expect(discovered["issuer"]).toBe(settings.signIn.issuer);
  });

  it("lets Castor's account list the nodes, whose exporters answer where Kubernetes says", async () => {
    const bearer = { headers: { authorization: `Bearer ${demo.env.POLLUX_TOKEN}` } };
    const nodes = await json(`${url("pollux/kubernetes")}/api/v1/nodes`, bearer);
    expect(nodes["items"]).toHaveLength(6);
    expect((await fetch(`${url("pollux/kubernetes")}/api/v1/nodes`)).status).toBeGreaterThanOrEqual(401);
    const slices = (await json(`${url("pollux/kubernetes")}/apis/discovery.k8s.io/v1/namespaces/monitoring/endpointslices`, bearer)) as {
      items: { metadata: { labels: Record<string, string> }; endpoints: { addresses: string[] }[]; ports: { port: number }[] }[];
    };
    const exporters = slices.items.filter(({ metadata }) => metadata.labels["kubernetes.io/service-name"] === "node-exporter");
    const addresses = exporters.flatMap(({ endpoints, ports }) => endpoints.map((endpoint) => `http://${endpoint.addresses[0]}:${ports[0]?.port}/metrics`));
    expect(addresses).toHaveLength(6);
    for (const address of addresses) expect(await (await fetch(address)).text()).toContain("node_cpu_seconds_total");
  });

  it("hosts every target of Prometheus that has something to scrape", async () => {
    const { data } = (await json(`${url("i22/prometheus")}/api/v1/targets`)) as { data: { activeTargets: { scrapeUrl: string; labels: { job: string } }[] } };
    const jobs = new Set<string>();
    for (const { scrapeUrl, labels } of data.activeTargets.filter(({ labels: { job } }) => /node-exporter|kubelet|kube-state/.test(job))) {
      jobs.add(labels.job);
      expect(await (await fetch(scrapeUrl)).text()).toMatch(/^# (HELP|TYPE) /);
    }
    expect(jobs.size).toBe(3);
  });

  it("sends the alerts of Prometheus to Alertmanager", async () => {
    await vi.waitFor(async () => {
      const alerts = (await json(`${url("argus/alertmanager")}/api/v2/alerts`)) as unknown as { labels: { alertname: string } }[];
      expect(alerts.map(({ labels }) => labels.alertname)).toContain("Watchdog");
    });
  });

  it("breaks and mends through the control server", async () => {
    const send = (fault: string) => fetch(`${demo.control.url}/fault`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ upstream: "pollux/*", fault }) });
    expect(await (await send("stopped")).json()).toMatchObject({ upstreams: expect.arrayContaining(["pollux/kubernetes", "pollux/node-exporter/p47-srv-01"]) as unknown });
    await expect(fetch(url("pollux/node-exporter/p47-srv-01"))).rejects.toThrow();
    expect((await fetch(url("argus/prometheus"))).status).toBe(200);
    await send("ok");
    expect((await fetch(`${url("pollux/prometheus")}/-/healthy`)).status).toBe(200);
  });

  it("gives the portal its settings and secrets", async () => {
    await demo.product!.ready();
    expect(await json(demo.url)).toEqual({ config: demo.settingsFile, secret: demo.env.CASTOR_SECRET });
  });

  it("stands beside a second one with ports and secrets of its own, and notices a portal that ends by itself", async () => {
    const other = await startDemo({ ...quick(), product: ["--eval", "console.error('no such setting'); process.exit(78)"] });
    const addresses = (one: Demo) => one.upstreams.map((upstream) => upstream.url);
    expect(addresses(other).filter((address) => addresses(demo).includes(address))).toEqual([]);
    expect(other.env.CASTOR_SECRET).not.toBe(demo.env.CASTOR_SECRET);
    await expect(other.product!.ready()).rejects.toThrow("ended");
    expect(await other.product!.ended).toBe(78);
    expect(other.product!.lastWords()).toContain("no such setting");
    await other.stop();
    await expect(fetch(addresses(other)[0]!)).rejects.toThrow();
  }, 60_000);

  it("ends with everything it started", async () => {
    await demo.stop();
    expect(await demo.product!.ended).toEqual(expect.any(Number));
    await expect(fetch(url("pollux/kubernetes"))).rejects.toThrow();
    await expect(fetch(demo.control.url)).rejects.toThrow();
  }, 60_000);
});
