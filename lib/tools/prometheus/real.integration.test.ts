import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeCharts, type NodeInfo } from "@/lib/model";
import { createWire } from "@/lib/wire";
import { loopback } from "@/lib/wire/fixtures/loopback";
import { freePort, program, runBinary, until } from "../fixtures/binary";
import { createScraper, directExporter, type Scraper } from "../node-exporter";
import { catalogue, exporters, nodeHistory, nodesHistory, nodesOverview, prometheus, prometheusClient, usage, type Exporter, type Prometheus } from "./index";

const prometheusFile = program("prometheus");
const exporterFile = program("prometheus-node-exporter", "node_exporter");
const missing = prometheusFile === undefined || exporterFile === undefined;
if (missing) console.warn("SKIPPED, LOUDLY: Debian's prometheus and prometheus-node-exporter are not installed, so nothing was tried on the real ones.");

const answers = (url: string) => async () => (await fetch(url)).ok;

describe.skipIf(missing)("a real Prometheus", () => {
  const open: { close(): Promise<void> }[] = [];
  let client: Prometheus;
  let scraper: Scraper;
  let exporter: Exporter;
  let exporterUrl: string;
  const node = hostname();
  const signal = new AbortController().signal;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-prometheus-"));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const text = await readFile(new URL("./fixtures/cluster-metrics.txt", import.meta.url), "utf8");
    const cluster = await loopback((_, response) => void response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(text));
    const [exporterPort, prometheusPort] = [await freePort(), await freePort()];
    exporterUrl = `http://127.0.0.1:${exporterPort}/metrics`;
    const config = join(folder, "prometheus.yml");
    await writeFile(
      config,
      JSON.stringify({
        global: { scrape_interval: "1s", scrape_timeout: "1s" },
        scrape_configs: [
          { job_name: "node-exporter", static_configs: [{ targets: [`127.0.0.1:${exporterPort}`] }] },
          { job_name: "cluster", honor_labels: true, static_configs: [{ targets: [new URL(cluster.url).host] }] },
        ],
      }),
    );
    open.push(cluster, await runBinary(exporterFile ?? "", [`--web.listen-address=127.0.0.1:${exporterPort}`], answers(exporterUrl)));
    open.push(
      await runBinary(
        prometheusFile ?? "",
        [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=127.0.0.1:${prometheusPort}`],
        answers(`http://127.0.0.1:${prometheusPort}/-/ready`),
      ),
    );
    const wire = createWire({ name: "Prometheus of Pollux", url: `http://127.0.0.1:${prometheusPort}` });
    client = prometheusClient(wire);
    scraper = createScraper({ cluster: "Pollux", targets: async () => [{ node, address: "127.0.0.1", port: exporterPort }], connect: directExporter });
    open.push(wire, scraper);
    await until(async () => (await client.samples("node_load1[1m]"))[0]?.times.length === 6 && (await client.query("kube_pod_info")).length === 3);
    exporter = (await exporters(client))[0] as Exporter;
  });

  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  it("runs every query of the catalogue", async () => {
    const now = Date.now();
    for (const { id, expression, kind } of catalogue({ exporter, namespace: "p47-beamline", scrapeInterval: 1_000 })) {
      if (kind === "samples") expect((await client.samples(expression)).length, id).toBeGreaterThan(0);
      else {
        await client.query(expression);
        await client.queryRange(expression, { start: now - 60_000, end: now, step: 15 });
      }
    }
  });

  it("names the lines of the past as the live ones, and their values meet", async () => {
    const { sample } = await scraper.detail(node, { every: 1_000 });
    const past = await nodeHistory(client, { node, range: "15m", now: Date.now(), signal });
    expect(past.scrapeInterval).toBe(1_000);
    for (const { id, lines } of nodeCharts) {
      const live = lines(sample);
      const before = past.charts[id];
      if (Object.keys(live).length === 0) continue;
      if (before === undefined || "problem" in before) throw new Error(`${id} has no past.`);
      expect(Object.keys(before.lines).sort(), id).toEqual(Object.keys(live).sort());
      expect(before.times).toHaveLength(61);
      for (const [line, values] of Object.entries(before.lines)) {
        const last = values.at(-1);
        expect(last, `${id} ${line}`).not.toBeNull();
        if (id === "memory") expect(Math.abs((last ?? 0) - (live[line] ?? 0)) / sample.memory.total).toBeLessThan(0.1);
      }
    }
  });

  it("has live figures that agree with the exporter's own text", async () => {
    const { sample } = await scraper.detail(node, { every: 1_000 });
    const text = await (await fetch(exporterUrl)).text();
    const own = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, "m").exec(text)?.[1]);
    expect(sample.memory.total).toBe(own("node_memory_MemTotal_bytes"));
    expect(sample.booted).toBe(own("node_boot_time_seconds") * 1_000);
    expect(Math.abs(sample.load[2] - own("node_load15"))).toBeLessThan(1);
    for (const { mount } of sample.filesystems) expect(text).toMatch(new RegExp(`node_filesystem_size_bytes\\{.*mountpoint="${mount}"\\} `));
    expect(sample.cores).toHaveLength(new Set(text.match(/node_cpu_seconds_total\{cpu="\d+",mode="idle"/g)).size);
    for (const { device } of [...sample.network, ...sample.disks]) expect(text).toContain(`device="${device}"`);
  });

  it("gives the same figures for all nodes and for the cluster", async () => {
    const info: NodeInfo = { name: node, ready: true, schedulable: true, roles: [], cores: 2, memoryBytes: 1, maxPods: 110, conditions: [], created: 0 };
    const { rows, source } = await nodesOverview(client, { nodes: [info, { ...info, name: "gone" }], now: Date.now(), signal });
    expect(source).toBe("prometheus");
    const [row, gone] = rows;
    for (const figure of ["cpu", "memory", "disk"] as const) expect(row?.[figure], figure).toSatisfy((value) => typeof value === "number" && value >= 0 && value <= 1);
    expect(Math.abs((row?.at ?? 0) - Date.now())).toBeLessThan(10_000);
    expect(gone).toMatchObject({ cpu: null, at: 0 });
    const trends = await nodesHistory(client, { nodes: [{ node }, { node: "gone" }], now: Date.now(), signal });
    expect(Object.keys(trends)).toEqual([node]);
    expect(trends[node]?.memory).toHaveLength(15);
    const { cpu, memory, pods, history } = await usage(client, { now: Date.now(), signal });
    expect(cpu.totalCores).toBe((await scraper.detail(node, { every: 1_000 })).sample.cores.length);
    expect(memory.usedBytes / memory.totalBytes).toBeCloseTo(row?.memory ?? 0, 1);
    expect(pods).toEqual({ total: 3, notWell: 2 });
    expect(history.memory).toHaveLength(60);
    expect(history.memory.at(-1)).toBeCloseTo(row?.memory ?? 0, 1);
  });

  it("answers every panel, for all namespaces and for one", async () => {
    for (const panel of prometheus.panels) {
      for (const args of [{}, ...(panel.args.includes("namespace") ? [{ namespace: "p47-beamline" }] : [])]) {
        const answer = await panel.load(client, { args, signal });
        expect(answer.view, panel.id).toBe(panel.view);
        expect(answer.note, panel.id).toBeTruthy();
      }
    }
    const sets = await prometheus.panels.find(({ id }) => id === "statefulsets")?.load(client, { args: { namespace: "p47-beamline" }, signal });
    expect(sets).toMatchObject({ view: "grid", data: { rows: [{ key: "p47-beamline/bl47p-synoptic", cells: ["bl47p-synoptic", "p47-beamline", 1, 0, 48_000_000] }] } });
    const network = await prometheus.panels.find(({ id }) => id === "pod-network")?.load(client, { args: {}, signal });
    expect(network).toMatchObject({ data: { of: 2 } });
    expect(network?.note).toContain("1 on their host's network");
  });

  it("is refused for a broken question as invalid, and tells its version", async () => {
    await expect(client.query("sum(")).rejects.toMatchObject({ code: "invalid" });
    expect((await prometheus.health(client, signal)).version).toMatch(/^\d+\.\d+/);
    expect(await client.labels(["kube_pod_info"])).toContain("host_network");
    expect(await client.series(["kube_pod_info"])).toHaveLength(3);
    expect(await client.rules()).toEqual([]);
  });
});
