import { cpus } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AlertCounts, NodeHistory, NodeSample, ToolHealth, Usage } from "../../lib/model";
import { Visitor } from "../pages/visitor";
import { startRealPortal } from "./portal";
import { framesOf } from "./stream";
import { eventually, freePort, missingPrograms, runUntil } from "./upstreams";

if (missingPrograms.length > 0) {
  console.warn(`SKIPPED, LOUDLY: ${missingPrograms.join(", ")} not installed, so the portal was not held against the real ones.`);
}

const node = "real-01";

/** The figure of a metric without labels in an exporter's own text. */
function figure(text: string, metric: string): number {
  return Number(new RegExp(`^${metric} (\\S+)$`, "m").exec(text)?.[1]);
}

describe.skipIf(missingPrograms.length > 0)("the production build on real upstreams", () => {
  const open: { close(): Promise<void> }[] = [];
  const visitor = new Visitor();
  let portal: string;
  let exporter: string;
  let alertmanager: string;

  beforeAll(async () => {
    const exporterPort = await freePort();
    exporter = `http://127.0.0.1:${exporterPort}/metrics`;
    open.push(await runUntil("prometheus-node-exporter", [`--web.listen-address=127.0.0.1:${exporterPort}`], exporter));
    const real = await startRealPortal({ node, exporterPort, targets: [`127.0.0.1:${exporterPort}`] });
    open.push(real);
    portal = real.url;
    alertmanager = real.alertmanagers[0]?.url ?? "";
    await visitor.signIn(portal, "visitor");
  });

  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  it("shows live what the exporter itself says", async () => {
    const frames = await framesOf<NodeSample>(visitor, portal, `node/real/${node}`, (found) => found.filter(({ value }) => value !== undefined).length >= 4);
    const text = await (await fetch(exporter)).text();
    const sample = frames.at(-1)?.value;
    expect(sample?.memory.total).toBe(figure(text, "node_memory_MemTotal_bytes"));
    expect(sample?.cores).toHaveLength(cpus().length);
    expect(Math.abs((sample?.memory.used ?? 0) / (figure(text, "node_memory_MemTotal_bytes") - figure(text, "node_memory_MemAvailable_bytes")) - 1)).toBeLessThan(0.3);
    expect(sample?.booted).toBe(figure(text, "node_boot_time_seconds") * 1000);
    for (const { value } of frames) {
      const busy = Object.values(value?.cpu ?? {}).reduce((total, mode) => total + mode, 0);
      expect(busy).toBeGreaterThanOrEqual(0);
      expect(busy).toBeLessThanOrEqual(cpus().length * 1.05);
    }
    const times = frames.map(({ at }) => at);
    expect(new Set(times).size).toBe(times.length);
  });

  it("draws the past of every chart that this machine has, from the real Prometheus", async () => {
    let history: NodeHistory | undefined;
    await eventually("Prometheus has two minutes' worth of points", async () => {
      history = (await (await visitor.get(`${portal}/api/clusters/real/nodes/${node}/history?range=15m`)).json()) as NodeHistory;
      return "cpu" in history.charts;
    });
    expect(history?.scrapeInterval).toBe(1_000);
    for (const [id, chart] of Object.entries(history?.charts ?? {})) {
      expect(chart, id).not.toHaveProperty("problem");
    }
    expect(Object.keys(history?.charts ?? {})).toEqual(expect.arrayContaining(["cpu", "cores", "load", "memory", "received", "sent"]));
  });

  it("reads usage, tools and versions of the real ones", async () => {
    const usage = (await framesOf<Usage>(visitor, portal, "usage/real", (frames) => frames.some(({ value }) => value !== undefined))).at(-1)?.value;
    expect(usage?.cpu.totalCores).toBe(cpus().length);
    const health = (await framesOf<ToolHealth[]>(visitor, portal, "health/real", (frames) => (frames.at(-1)?.value?.length ?? 0) === 2)).at(-1)?.value;
    expect(health?.map(({ tool, status }) => [tool, status])).toEqual(expect.arrayContaining([["prometheus", "up"], ["alertmanager", "up"]]));
    for (const { version } of health ?? []) expect(version).toMatch(/^\d+\.\d+/);
  });

  it("counts an alert of the real Alertmanager by its severity, and not the Watchdog", async () => {
    const post = async (labels: Record<string, string>) =>
      fetch(`${alertmanager}/api/v2/alerts`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify([{ labels }]) });
    await post({ alertname: "KubePodCrashLooping", severity: "critical", pod: "a-0" });
    await post({ alertname: "Watchdog", severity: "none" });
    const counted = await framesOf<AlertCounts>(visitor, portal, "alerts/real", (frames) => (frames.at(-1)?.value?.critical ?? 0) > 0);
    expect(counted.at(-1)?.value).toMatchObject({ critical: 1, warning: 0, other: 0 });
  });
});
