import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { silentKubelet } from "../../scenarios/outages";
import { createWorld } from "../../world/world";
import { kubeletListener, kubeStateListener } from "./cluster-exporters";
import { nodeExporterListener } from "./node-exporter";

let at = Date.UTC(2026, 5, 15, 10, 3);
const world = createWorld({ clock: () => at, seed: 1, host: false });
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a node exporter", () => {
  const exporter = served(nodeExporterListener(world, "pollux", "p47-srv-01"));
  const scrape = async (query = "") => fetch(`${await exporter}/metrics${query}`);

  it("exports what the real one does, with devices that a reader must leave out", async () => {
    const response = await scrape();
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const text = await response.text();
    for (const mode of ["idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user"]) expect(text).toContain(`node_cpu_seconds_total{cpu="63",mode="${mode}"} `);
    for (const device of ["lo", "eno1", "bond0", "ens2f0", "docker0"]) expect(text).toContain(`node_network_receive_bytes_total{device="${device}"} `);
    expect(text).toMatch(/device="cali[0-9a-f]+"/);
    expect(text).toMatch(/device="veth[0-9a-f]+"/);
    expect(text).toContain('node_filesystem_avail_bytes{device="/dev/mapper/rhel-root",fstype="xfs",mountpoint="/"} ');
    expect(text).toMatch(/^node_memory_MemTotal_bytes 2\.69930102784e\+11$/m);
  });

  it("is compressed only for those who accept it", async () => {
    expect((await scrape()).headers.get("content-encoding")).toBe("gzip");
    const plain = await fetch(`${await exporter}/metrics`, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.text()).toContain("node_load1 ");
  });

  it("runs only the chosen collectors", async () => {
    const text = await (await scrape("?collect[]=loadavg&collect[]=cpu")).text();
    expect([...new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))]).toEqual([
      "node_cpu_guest_seconds_total",
      "node_cpu_seconds_total",
      "node_exporter_build_info",
      "node_load1",
      "node_load15",
      "node_load5",
      "node_scrape_collector_duration_seconds",
      "node_scrape_collector_success",
    ]);
    expect(text.match(/node_scrape_collector_success\{/g)).toHaveLength(2);
  });

  it("refuses a collector it does not have, in the real one's words", async () => {
    const response = await scrape("?collect[]=cpu&collect[]=nope");
    expect(response.status).toBe(400);
    expect(await response.text()).toBe("Couldn't create filtered metrics handler: couldn't create collector: missing collector: nope");
  });

  it("knows no other path and no other method", async () => {
    expect((await fetch(`${await exporter}/nothing`)).status).toBe(404);
    expect((await fetch(`${await exporter}/metrics`, { method: "POST" })).status).toBe(405);
  });
});

describe("a cluster's other exporters", () => {
  it("tell of the crash-looping IOC while it waits", async () => {
    const url = await served(kubeStateListener(world, "pollux"));
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(/kube_pod_container_status_waiting_reason\{container="bl47p-mo-ioc-01",namespace="p47-beamline",pod="bl47p-mo-ioc-01-0",reason="CrashLoopBackOff",uid="[^"]+"\} 1/);
    expect(text).toMatch(/kube_statefulset_replicas\{namespace="p47-beamline",statefulset="bl47p-ea-dcam-01"\} 0/);
  });

  it("fall silent with their kubelet", async () => {
    const url = await served(kubeletListener(world, "argus", silentKubelet.node));
    const well = await (await fetch(`${url}/metrics/cadvisor`)).text();
    expect(well).toMatch(/^container_cpu_usage_seconds_total\{.*image="quay\.io.*\} /m);
    at = Date.UTC(2026, 5, 15, 10, 25);
    await expect(fetch(`${url}/metrics`)).rejects.toThrow();
    at = Date.UTC(2026, 5, 15, 10, 30);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^kubelet_running_pods \d+$/m);
  });
});
