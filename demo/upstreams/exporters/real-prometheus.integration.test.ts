import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createWorld } from "../../world/world";
import { kubeletListener, kubeStateListener } from "./cluster-exporters";
import { nodeExporterListener } from "./node-exporter";

const has = spawnSync("prometheus", ["--version"]).error === undefined;
if (!has) console.warn("SKIPPED: prometheus is not installed, so no real Prometheus scrapes the demo's exporters (Debian package prometheus).");

const world = createWorld({ clock: Date.now, seed: 1 });

interface ScrapedTarget {
  readonly labels: { readonly job: string };
  readonly health: string;
  readonly lastError: string;
}

describe.skipIf(!has)("a real Prometheus", () => {
  const folder = mkdtempSync(join(tmpdir(), "castor-scrape-"));
  const servers: Server[] = [];
  let prometheus: ChildProcess | undefined;
  let base = "";

  const served = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const query = async (path: string) => ((await (await fetch(`${base}/api/v1/${path}`)).json()) as { data: unknown }).data;

  beforeAll(async () => {
    const host = world.cluster("pollux").nodes.find((node) => node.host)?.name ?? "";
    const jobs = {
      node: await served(nodeExporterListener(world, "pollux", "p47-srv-01")),
      host: await served(nodeExporterListener(world, "pollux", host)),
      state: await served(kubeStateListener(world, "pollux")),
      kubelet: await served(kubeletListener(world, "pollux", "p47-srv-01")),
      i22: await served(kubeletListener(world, "i22", "i22-srv-02")),
    };
    const job = (name: string, address: string, path = "/metrics") => `  - {job_name: ${name}, metrics_path: ${path}, honor_labels: true, static_configs: [{targets: ["${address}"]}]}\n`;
    writeFileSync(
      join(folder, "prometheus.yml"),
      `global: {scrape_interval: 1s}\nscrape_configs:\n${Object.entries(jobs).map(([name, address]) => job(name, address)).join("")}${job("cadvisor", jobs.kubelet, "/metrics/cadvisor")}${job("i22-cadvisor", jobs.i22, "/metrics/cadvisor")}`,
    );
    const spare = await served(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    base = `http://${spare}`;
    prometheus = spawn("prometheus", [`--config.file=${join(folder, "prometheus.yml")}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=${spare}`], { stdio: "ignore" });
    await vi.waitFor(async () => expect((await fetch(`${base}/-/ready`)).status).toBe(200), { timeout: 30_000, interval: 200 });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => prometheus?.once("exit", resolve));
    prometheus?.kill();
    await ended;
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true });
  });

  it("scrapes every kind of exporter of the demo without an error", async () => {
    await vi.waitFor(
      async () => {
        const { activeTargets } = (await query("targets?state=active")) as { activeTargets: readonly ScrapedTarget[] };
        expect(activeTargets.map(({ labels, health, lastError }) => ({ job: labels.job, health, lastError })).sort((a, b) => (a.job < b.job ? -1 : 1))).toEqual(
          ["cadvisor", "host", "i22", "i22-cadvisor", "kubelet", "node", "state"].map((job) => ({ job, health: "up", lastError: "" })),
        );
      },
      { timeout: 30_000, interval: 500 },
    );
  });

  it("drops no sample as a duplicate or out of order", async () => {
    const dropped = async () => {
      const { result } = (await query(`query?query=${encodeURIComponent("scrape_samples_scraped - scrape_samples_post_metric_relabeling")}`)) as { result: readonly { value: readonly [number, string] }[] };
      return result.map(({ value }) => value[1]);
    };
    await vi.waitFor(async () => expect(await dropped()).toEqual(Array.from({ length: 7 }, () => "0")), { timeout: 30_000, interval: 500 });
    const own = await (await fetch(`${base}/metrics`)).text();
    for (const name of ["sample_duplicate_timestamp", "sample_out_of_order", "sample_out_of_bounds"]) {
      expect(own).toMatch(new RegExp(`^prometheus_target_scrapes_${name}_total 0$`, "m"));
    }
  });
});
