import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { createWire } from "@/lib/wire";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { alertmanager, alertmanagerClient } from "./index";

const captured = JSON.parse(readFileSync(new URL("./fixtures/alerts.json", import.meta.url), "utf8")) as object[];
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function client(alerts: unknown, cluster = "disabled") {
  const server = await loopback((request, response) =>
    json(request.url === "/api/v2/status" ? { cluster: { status: cluster, peers: [] }, versionInfo: { version: "0.25.0" } } : alerts)(request, response),
  );
  const wire = createWire({ name: "Alertmanager of Pollux", url: server.url });
  open.push(wire, server);
  return alertmanagerClient(wire);
}

describe("the answer of a real Alertmanager 0.25", () => {
  it("is counted by severity, without Watchdog, and suppressed ones apart", async () => {
    expect(await (await client(captured)).counts()).toEqual({ critical: 1, warning: 1, info: 0, other: 2, suppressed: 1 });
  });

  it("is listed worst first, without what is suppressed", async () => {
    const active = await (await client(captured)).active();
    expect(active.map(({ alertname, severity }) => [alertname, severity])).toEqual([
      ["KubePodCrashLooping", "critical"], ["NodeFilesystemAlmostOutOfSpace", "warning"], ["Odd", "other"], ["NoSeverity", "other"],
    ]);
    expect(active[1]).toMatchObject({ labels: { mountpoint: "/data" }, annotations: { summary: "Almost full" }, startsAt: Date.parse("2026-11-20T14:53:23.184Z") });
  });
});

it("counts an alert that is not processed yet as firing", async () => {
  const unprocessed = { fingerprint: "a", labels: { alertname: "A", severity: "Critical" }, annotations: {}, startsAt: "2026-11-20T14:53:23Z", status: { state: "unprocessed" } };
  expect((await (await client([unprocessed])).counts()).critical).toBe(1);
});

it("is the panel that says how many", async () => {
  const figures = async (answer: unknown) => {
    const found = await alertmanager.panels[0]?.load(await client(answer), { args: {}, signal: new AbortController().signal });
    return found?.view === "figures" ? found.data.figures.map(({ label, value, state }) => [label, value, state]) : [];
  };
  expect(await figures(captured)).toEqual([["Critical", 1, "crit"], ["Warning", 1, "warn"], ["Info", 0, "ok"], ["Other", 2, "info"], ["Suppressed", 1, undefined]]);
  expect(await figures([])).toEqual([["Critical", 0, "ok"], ["Warning", 0, "ok"], ["Info", 0, "ok"], ["Suppressed", 0, undefined]]);
});

it("tells its version, and degrades while its replicas gather", async () => {
  const signal = new AbortController().signal;
  expect(await alertmanager.health(await client([]), signal)).toEqual({ version: "0.25.0" });
  expect(await alertmanager.health(await client([], "settling"), signal)).toEqual({ version: "0.25.0", degraded: "Its replicas are still finding each other." });
});
