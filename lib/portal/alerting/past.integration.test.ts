import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Labels } from "@/lib/model/alerting";
import { fingerprint } from "@/lib/model/alerting/fingerprint";
import { freePort, program, runBinary } from "@/lib/tools/fixtures/binary";
import { prometheusClient, type Prometheus } from "@/lib/tools/prometheus";
import { createWire } from "@/lib/wire";
import { seenAlert } from "./fixtures/seen";
import { selectorOf } from "./look-back";
import { pastOf } from "./past";

const file = program("prometheus");
const promtool = program("promtool");
const missing = file === undefined || promtool === undefined;
if (missing) console.warn("SKIPPED, LOUDLY: Debian's prometheus is not installed, so the series ALERTS of a real one were not read.");

const minute = 60_000;
const hour = 60 * minute;
/** A past that a real Prometheus keeps, whatever the day. */
const base = Math.floor(Date.now() / (2 * hour)) * 2 * hour - 10 * hour;

const words = (labels: Labels) => Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(",");
/** Samples each half minute, as a scrape would have left them. */
function samples(name: string, labels: Labels, from: number, to: number): string {
  const lines: string[] = [];
  for (let at = base + from; at < base + to; at += 30_000) lines.push(`${name}{${words(labels)}} 1 ${at / 1_000}`);
  return lines.join("\n");
}

describe.skipIf(missing)("the past of a real Prometheus", () => {
  const open: { close(): Promise<void> }[] = [];
  let prometheus: Prometheus;
  const crash = { alertname: "KubePodCrashLooping", namespace: "p47-beamline", pod: 'a.b|"c"', severity: "warning" };
  const node = { alertname: "KubeNodeNotReady", node: "p47-srv-04", severity: "critical" };

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-past-"));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const data = join(folder, "data");
    await mkdir(data);
    const text = [
      "# TYPE ALERTS gauge",
      samples("ALERTS", { ...crash, alertstate: "pending" }, hour, hour + 10 * minute),
      samples("ALERTS", { ...crash, alertstate: "firing" }, hour + 10 * minute, 2 * hour),
      samples("ALERTS", { ...node, alertstate: "firing" }, 3 * hour, 6 * hour),
      "# TYPE up gauge",
      samples("up", { job: "node", instance: "n" }, 0, 4 * hour),
      samples("up", { job: "node", instance: "n" }, 5 * hour, 6 * hour),
      "# EOF",
      "",
    ].join("\n");
    await writeFile(join(folder, "past.txt"), text);
    execFileSync(promtool ?? "", ["tsdb", "create-blocks-from", "openmetrics", join(folder, "past.txt"), data], { stdio: "ignore" });
    const config = join(folder, "prometheus.yml");
    await writeFile(config, JSON.stringify({ global: { external_labels: { prometheus: "monitoring/k8s", prometheus_replica: "prometheus-k8s-0" } } }));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    open.push(await runBinary(file ?? "", [`--config.file=${config}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`], async () => (await fetch(`${url}/-/ready`)).ok));
    const wire = createWire({ name: "Prometheus of Pollux", url });
    open.push(wire);
    prometheus = prometheusClient(wire);
  });
  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  it("is spells of known and of unknown alerts, named as Alertmanager would, and the times in which it measured", async () => {
    const known = seenAlert("as-alertmanager-says", { name: crash.alertname, labels: { ...crash, prometheus: "monitoring/k8s" } });
    const stretch = { from: base, to: base + 5.9 * hour };
    const past = await pastOf([prometheus], { cluster: "pollux", stretch, known: [known] });
    const of = (id: string) => past.alerts.find(({ alert }) => alert.id === id);
    // Prometheus believes a sample for five minutes where no later one says that it is over.
    const near = (at: number, expected: number) => expect(Math.abs(at - base - expected)).toBeLessThanOrEqual(5.5 * minute);
    const spells = of("as-alertmanager-says")?.spells ?? [];
    expect(spells.map(({ state }) => state)).toEqual(["pending", "firing"]);
    near(spells[1]?.from ?? 0, hour + 10 * minute);
    near(spells[1]?.to ?? 0, 2 * hour);
    const unknown = of(fingerprint({ ...node, prometheus: "monitoring/k8s" }));
    expect(unknown?.alert).toMatchObject({ name: "KubeNodeNotReady", severity: "critical", state: "resolved" });
    expect(unknown?.spells).toEqual([{ from: base + 3 * hour, state: "firing" }]);
    expect(past.known).toHaveLength(2);
    near(past.known[0]?.to ?? 0, 4 * hour);
    near(past.known[1]?.from ?? 0, 5 * hour);
  });

  it("is found for one alert alone, whatever its labels hold", async () => {
    const alert = seenAlert("x", { name: crash.alertname, labels: { ...crash, prometheus: "monitoring/k8s" } });
    const past = await pastOf([prometheus], { cluster: "pollux", stretch: { from: base, to: base + 5 * hour }, known: [alert], selector: selectorOf(alert) });
    expect(past.alerts.map((one) => one.alert.id)).toEqual(["x"]);
  });

  it("is that of whoever answers, and a problem where nobody does", async () => {
    const wire = createWire({ name: "Prometheus of Nobody", url: "http://127.0.0.1:9" });
    const ask = { cluster: "pollux", stretch: { from: base, to: base + hour }, known: [] };
    const dead = prometheusClient(wire);
    expect((await pastOf([dead, prometheus], ask)).known.length).toBeGreaterThan(0);
    await expect(pastOf([dead], ask)).rejects.toMatchObject({ code: "unreachable" });
    await wire.close();
  });
});
