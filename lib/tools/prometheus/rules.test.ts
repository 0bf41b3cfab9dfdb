import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createWire } from "@/lib/wire";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { prometheusClient } from "./index";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function served(listener: RequestListener) {
  const server = await loopback(listener);
  const wire = createWire({ name: "Prometheus of Pollux", url: server.url });
  open.push(wire, server);
  return { client: prometheusClient(wire), requests: server.requests };
}

const rule = (more: object) => ({ type: "alerting", name: "A", query: "up == 0", duration: 60, labels: { severity: "page" }, annotations: { summary: "{{ $labels.job }}" }, alerts: [], health: "ok", state: "inactive", evaluationTime: 0.1, lastEvaluation: "2026-11-21T17:00:00Z", ...more });
const group = (name: string, rules: readonly object[]) => ({ name, file: `/etc/${name}.yml`, interval: 30, limit: 0, rules });

describe("alerting rules", () => {
  it("come with their alerts, pending ones too, and every rule has a name of its own", async () => {
    const alert = { labels: { alertname: "A", job: "x" }, annotations: { summary: "x" }, state: "pending", activeAt: "2026-11-21T16:59:00.123456789Z", value: "1.5e+00" };
    const { client, requests } = await served(
      json({ status: "success", data: { groups: [group("g", [rule({ alerts: [alert], state: "pending" }), rule({ health: "err", lastError: "boom", keepFiringFor: 300 }), { type: "recording", name: "r", query: "1", health: "ok" }]), group("h", [rule({ lastEvaluation: "0001-01-01T00:00:00Z", health: "unknown", alerts: null, labels: undefined })])] } }),
    );
    const { rules, alerts } = await client.alertRules();
    expect(requests[0]?.url).toBe("/api/v1/rules?type=alert");
    expect(rules.map(({ key }) => key)).toEqual(["Prometheus of Pollux/g/A/1", "Prometheus of Pollux/g/A/2", "Prometheus of Pollux/h/A/1"]);
    expect(rules[0]).toEqual({
      key: "Prometheus of Pollux/g/A/1", name: "A", group: "g", file: "/etc/g.yml", prometheus: "Prometheus of Pollux", query: "up == 0", duration: 60, keepFiringFor: 0, interval: 30,
      labels: { severity: "page" }, annotations: { summary: "{{ $labels.job }}" }, state: "pending", health: "ok", lastEvaluation: Date.parse("2026-11-21T17:00:00Z"),
    });
    expect(rules[1]).toMatchObject({ health: "err", lastError: "boom", keepFiringFor: 300 });
    expect(rules[2]).not.toHaveProperty("lastEvaluation");
    expect(alerts).toEqual([{ rule: "Prometheus of Pollux/g/A/1", labels: { alertname: "A", job: "x" }, annotations: { summary: "x" }, state: "pending", activeAt: Date.parse("2026-11-21T16:59:00.123Z"), value: 1.5 }]);
  });

  it("of another shape are no answer", async () => {
    for (const body of [{}, { data: { groups: {} } }, { data: { groups: [{ name: "g", rules: [{ type: "alerting" }] }] } }]) {
      await expect((await served(json(body))).client.alertRules()).rejects.toMatchObject({ code: "unexpected-shape" });
    }
  });
});

describe("external labels", () => {
  const labels = async (yaml: string) => (await served(json({ status: "success", data: { yaml } }))).client.externalLabels();

  it("are those that the alerts keep", async () => {
    expect(
      await labels("global:\n  scrape_interval: 30s\n  external_labels:\n    prometheus: monitoring/k8s\n    prometheus_replica: prometheus-k8s-0\n    shard: 3\nalerting:\n  alert_relabel_configs:\n  - separator: ;\n    regex: prometheus_replica\n    replacement: $1\n    action: labeldrop\n"),
    ).toEqual({ prometheus: "monitoring/k8s", shard: "3" });
    expect(await labels("global:\n  scrape_interval: 30s\n")).toEqual({});
    expect(await labels("")).toEqual({});
  });

  it("are not guessed where the configuration can't be read", async () => {
    for (const yaml of ["global: [", "global: {external_labels: [1]}", "a: &a [*a, *a]\n? {", "alerting: {alert_relabel_configs: [{action: labeldrop, regex: '('}]}"]) await expect(labels(yaml), yaml).rejects.toMatchObject({ tag: "castor.error" });
  });
});
