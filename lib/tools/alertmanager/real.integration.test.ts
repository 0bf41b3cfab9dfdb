import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWire } from "@/lib/wire";
import { freePort, program, runBinary } from "../fixtures/binary";
import { alertmanager, alertmanagerClient, type Alertmanager } from "./index";

const file = program("prometheus-alertmanager", "alertmanager");
if (file === undefined) console.warn("SKIPPED, LOUDLY: Debian's prometheus-alertmanager is not installed, so nothing was tried on the real one.");

describe.skipIf(file === undefined)("a real Alertmanager", () => {
  const open: { close(): Promise<void> }[] = [];
  let client: Alertmanager;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-alertmanager-"));
    const url = `http://127.0.0.1:${await freePort()}`;
    const config = join(folder, "alertmanager.yml");
    await writeFile(config, JSON.stringify({ route: { receiver: "null" }, receivers: [{ name: "null" }] }));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const args = [`--config.file=${config}`, `--storage.path=${join(folder, "data")}`, `--web.listen-address=${new URL(url).host}`, "--cluster.listen-address="];
    open.push(await runBinary(file ?? "", args, async () => (await fetch(`${url}/-/ready`)).ok));
    const wire = createWire({ name: "Alertmanager of Pollux", url });
    open.push(wire);
    client = alertmanagerClient(wire);
    const post = (path: string, body: unknown) => fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const matchers = [{ name: "alertname", value: "CPUThrottlingHigh", isRegex: false, isEqual: true }];
    await post("/api/v2/silences", { matchers, startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString(), createdBy: "test", comment: "test" });
    const alert = (alertname: string, severity: string) => ({ labels: { alertname, severity }, annotations: { summary: alertname } });
    await post("/api/v2/alerts", [alert("Watchdog", "none"), alert("KubePodCrashLooping", "critical"), alert("CPUThrottlingHigh", "info"), alert("Odd", "page")]);
  });

  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  it("is counted, listed and checked", async () => {
    expect(await client.counts()).toEqual({ critical: 1, warning: 0, info: 0, other: 1, suppressed: 1 });
    expect((await client.alerts()).filter(({ suppressed }) => suppressed).map(({ labels }) => labels["alertname"])).toEqual(["CPUThrottlingHigh"]);
    expect(await alertmanager.health(client, new AbortController().signal)).toEqual({ version: expect.stringMatching(/^0\.\d+/) as string });
  });
});
