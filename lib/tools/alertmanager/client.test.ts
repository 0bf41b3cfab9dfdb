import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
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

  it("is listed with everything that it says", async () => {
    const alerts = await (await client(captured)).alerts();
    expect(alerts).toHaveLength(captured.length);
    expect(alerts.find(({ labels }) => labels["alertname"] === "NodeFilesystemAlmostOutOfSpace")).toMatchObject({
      labels: { mountpoint: "/data" }, annotations: { summary: "Almost full" }, startsAt: Date.parse("2026-11-20T14:53:23.184Z"), receivers: ["null"], suppressed: false,
    });
    expect(alerts.filter(({ suppressed }) => suppressed)).toMatchObject([{ silencedBy: [expect.any(String)], inhibitedBy: [] }]);
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

describe("what Alertmanager says about itself", () => {
  const served = async (listener: RequestListener) => {
    const server = await loopback(listener);
    const wire = createWire({ name: "Alertmanager of Pollux", url: server.url });
    open.push(wire, server);
    return { server, client: alertmanagerClient(wire) };
  };

  it("is read with its peers, its configuration and its clock", async () => {
    const body = { cluster: { status: "ready", name: "01A", peers: [{ name: "01A", address: "10.0.0.1:9094" }, { name: "01B", address: "10.0.0.2:9094" }] }, versionInfo: { version: "0.34.0" }, config: { original: "route: {}" }, uptime: "2026-11-21T16:00:00.5Z" };
    const { client } = await served((request, response) => {
      response.setHeader("date", "Sat, 21 Nov 2026 17:00:00 GMT");
      json(body)(request, response);
    });
    expect(await client.status()).toEqual({
      version: "0.34.0", cluster: { status: "ready", name: "01A", peers: ["01A", "01B"] }, config: "route: {}", startedAt: Date.parse("2026-11-21T16:00:00.5Z"), clock: Date.parse("2026-11-21T17:00:00Z"),
    });
  });

  it("counts an alert as muted only where all its groups are", async () => {
    const alert = (fingerprint: string, mutedBy?: readonly string[]) => ({ fingerprint, status: { state: "active", mutedBy } });
    const { client } = await served(json([{ alerts: [alert("a", ["nights"]), alert("b", ["nights"]), alert("c", [])] }, { alerts: [alert("a", ["weekends"]), alert("b", []), alert("d")] }]));
    expect(await client.mutedBy()).toEqual(new Map([["a", ["nights", "weekends"]]]));
  });

  it("about a silence that it does not take reaches the person in its own words", async () => {
    const draft = { matchers: [{ name: "a", value: "", isRegex: false, isEqual: true }], endsAt: 2_000, comment: "c" };
    const plain = await served(json("silence invalid: at least one matcher must not match the empty string", 400));
    await expect(plain.client.putSilence(draft, "Ada")).rejects.toMatchObject({ code: "invalid", message: "Alertmanager of Pollux refuses it: silence invalid: at least one matcher must not match the empty string." });
    const formed = await served(json({ code: 602, message: "comment in body is required" }, 422));
    await expect(formed.client.putSilence(draft, "Ada")).rejects.toMatchObject({ code: "invalid", message: "Alertmanager of Pollux refuses it: comment in body is required." });
    await expect((await served(json("no", 404))).client.expireSilence("x")).rejects.toMatchObject({ code: "not-found" });
    await expect((await served(json("busy", 503))).client.putSilence(draft, "Ada")).rejects.toMatchObject({ code: "unreachable" });
  });

  it("of other forms is refused: HTML, half a JSON, another shape", async () => {
    for (const body of ["<html>", '[{"fingerprint":"a"', '[{"fingerprint":1}]', "{}"]) {
      const { client } = await served((_, response) => void response.writeHead(200, { "content-type": "application/json" }).end(body));
      await expect(client.alerts(), body).rejects.toMatchObject({ code: "unexpected-shape" });
      await expect(client.silences(), body).rejects.toMatchObject({ code: "unexpected-shape" });
    }
  });

  it("never asks for a silence with another path in its id", async () => {
    const { server, client } = await served(json({}));
    for (const id of ["..", "", "a/../../alerts"]) await client.expireSilence(id).catch(() => undefined);
    expect(server.requests.map(({ url }) => url).filter((url) => !url?.startsWith("/api/v2/silence/"))).toEqual([]);
  });
});

it("tells its version, and degrades while its replicas gather", async () => {
  const signal = new AbortController().signal;
  expect(await alertmanager.health(await client([]), signal)).toEqual({ version: "0.25.0" });
  expect(await alertmanager.health(await client([], "settling"), signal)).toEqual({ version: "0.25.0", degraded: "Its replicas are still finding each other." });
});
