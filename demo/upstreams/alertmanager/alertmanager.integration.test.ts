import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { alertmanagerConfigs } from "../../alertmanager-configs";
import { serveUpstream, type Upstream } from "../../serve";
import { alertmanagerContract, contractTeams } from "./contract";
import { stackConfig, writeConfig } from "./config";
import { createAlertmanager } from "./index";
import { routingOf } from "./routing";

const has = (program: string) => spawnSync(program, ["--version"]).error === undefined;
const hasAmtool = has("amtool");
const hasAlertmanager = has("prometheus-alertmanager");
if (!hasAmtool) console.warn("SKIPPED: amtool is not installed, so the simulated Alertmanager is not judged by it (Debian package prometheus-alertmanager).");
if (!hasAlertmanager) console.warn("SKIPPED: the contract of Alertmanager is not held against the real one (Debian package prometheus-alertmanager).");

describe.skipIf(!hasAlertmanager)("with the real binary", () => {
  const folder = mkdtempSync(join(tmpdir(), "castor-alertmanager-"));
  let real: ChildProcess | undefined;
  afterAll(async () => {
    const ended = new Promise((resolve) => real?.once("exit", resolve));
    real?.kill();
    await ended;
    rmSync(folder, { recursive: true });
  });

  alertmanagerContract("the real Alertmanager", async () => {
    const spare = await serveUpstream({ id: "spare", port: 0, listener: () => undefined });
    await spare.close();
    writeFileSync(join(folder, "alertmanager.yml"), writeConfig(stackConfig(contractTeams)));
    const address = `${spare.host}:${spare.port}`;
    real = spawn("prometheus-alertmanager", [`--config.file=${folder}/alertmanager.yml`, `--storage.path=${folder}`, `--web.listen-address=${address}`, "--cluster.listen-address="], { stdio: "ignore" });
    await vi.waitFor(async () => expect((await fetch(`http://${address}/-/ready`)).status).toBe(200), { timeout: 20_000, interval: 100 });
    return `http://${address}`;
  });
});

describe.skipIf(!hasAmtool)("the simulated Alertmanager, as amtool sees it", () => {
  const folder = mkdtempSync(join(tmpdir(), "castor-amtool-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await serveUpstream({ id: "pollux/alertmanager", port: 0, listener: createAlertmanager({ place: "Pollux", config: stackConfig(contractTeams) }) });
  });
  afterAll(() => upstream.close());
  const amtool = async (...args: string[]) => (await promisify(execFile)("amtool", [`--alertmanager.url=${upstream.url}`, "--no-version-check", ...args])).stdout;
  const list = async (...args: string[]) => JSON.parse(await amtool(...args, "--output=json")) as { labels?: Record<string, string>; id?: string }[];

  it("adds alerts, and queries them by matcher", async () => {
    await amtool("alert", "add", "alertname=KubePodCrashLooping", "severity=warning", "namespace=p47-beamline");
    await amtool("alert", "add", "alertname=Watchdog", "severity=none");
    expect(await list("alert", "query")).toHaveLength(2);
    expect(await list("alert", "query", "namespace=~p47-.+")).toMatchObject([{ labels: { alertname: "KubePodCrashLooping" } }]);
    expect(await list("alert", "query", "--receiver=p47")).toHaveLength(1);
  });

  it("adds, queries, and expires a silence", async () => {
    const id = (await amtool("silence", "add", "--comment=known", "--author=pat", "--duration=1h", "alertname=~Kube.*")).trim();
    expect((await list("silence", "query")).map((silence) => silence.id)).toEqual([id]);
    expect(await list("alert", "query")).toMatchObject([{ labels: { alertname: "Watchdog" } }]);
    expect(await list("alert", "query", "--silenced")).toHaveLength(1);
    await amtool("silence", "expire", id);
    expect(await list("silence", "query")).toEqual([]);
    expect(await list("alert", "query")).toHaveLength(2);
  });

  it("finds every cluster's configuration good as it is told, and its routes lead where the simulator sends alerts", async () => {
    const labels = [{}, { namespace: "p47-beamline" }, { namespace: "p47-beamline", severity: "critical" }, { namespace: "p47-beamline", severity: "warning" }, { namespace: "p47-beamline", severity: "none" }, { severity: "critical" }, { severity: "warning", namespace: "i22-beamline" }, { severity: "info" }, { alertname: "Watchdog", namespace: "p47-beamline" }];
    for (const [cluster, config] of Object.entries(alertmanagerConfigs)) {
      const file = join(folder, `${cluster}.yml`);
      writeFileSync(file, writeConfig(config));
      expect(await amtool("check-config", file)).toContain("SUCCESS");
      const routing = routingOf(config);
      for (const each of labels) {
        const said = await amtool("config", "routes", "test", `--config.file=${file}`, ...Object.entries({ ...each, job: "x" }).map(([name, value]) => `${name}=${value}`));
        expect([cluster, each, said.trim()]).toEqual([cluster, each, routing({ ...each, job: "x" }).map(({ receiver }) => receiver).join(",")]);
      }
    }
  });

  it("reads the configuration, and its routes lead where the simulator sends alerts", async () => {
    expect(await amtool("config", "show")).toContain("receiver: \"null\"");
    expect((await amtool("config", "routes", "test", "namespace=p47-beamline", "alertname=A")).trim()).toBe("p47");
    expect((await amtool("config", "routes", "test", "namespace=p47-beamline", "alertname=Watchdog")).trim()).toBe("null");
    expect((await amtool("config", "routes", "test", "namespace=i22-beamline")).trim()).toBe("null");
  });
});
