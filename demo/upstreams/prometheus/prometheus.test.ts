import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storedSource } from "../../promql/oracle/stored-source";
import type { RuleGroup } from "../../rules-declaration";
import { createPrometheus, type Prometheus } from "./index";

const now = 1_700_000_000_000;
const times = Array.from({ length: 200 }, (_, index) => now - (199 - index) * 15_000);
const source = {
  ...storedSource([
    { labels: { __name__: "up", job: "node-exporter", instance: "10.0.0.1:9100" }, times, values: times.map(() => 1) },
    { labels: { __name__: "up", job: "kubelet", instance: '"><script>alert(1)</script>' }, times, values: times.map(() => 0) },
    { labels: { __name__: "odd" }, times: [now - 1000], values: [Infinity] },
  ]),
  metadata: () => ({ up: { type: "gauge" as const, help: "Whether the target answered." } }),
};
const rules: readonly RuleGroup[] = [{
  name: "general.rules", interval: 15_000,
  rules: [{ alert: "TargetDown", expr: "up == 0", for: "1m", labels: { severity: "warning" }, annotations: { description: "{{ $labels.instance }} is down" } }],
}];

let prometheus: Prometheus;
let server: Server;
let base: string;
beforeAll(async () => {
  prometheus = createPrometheus({
    source, rules, clock: () => now, place: "Pollux",
    targets: () => [{ pool: "node", url: "http://10.0.0.1:9100/metrics", labels: { job: "node-exporter" }, health: "down", lastError: "connection refused", lastScrape: now - 3000, lastScrapeDuration: 0.01 }],
  });
  await prometheus.start();
  server = createServer(prometheus.listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  prometheus.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function ask(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${base}${path}`, init);
  return { status: response.status, body: await response.json() };
}

describe("queries", () => {
  it("answers an instant query, asked by address or by form", async () => {
    const wanted = { status: 200, body: { status: "success", data: { resultType: "vector", result: [{ metric: { job: "node-exporter" }, value: [1_699_999_999.5, "1"] }] } } };
    expect(await ask('/api/v1/query?query=sum by (job) (up == 1)&time=1699999999.5')).toEqual(wanted);
    expect(await ask("/api/v1/query", { method: "POST", body: new URLSearchParams({ query: "sum by (job) (up == 1)", time: "2023-11-14T22:13:19.5Z" }) })).toEqual(wanted);
  });

  it("takes now for the time, and writes infinity as Prometheus does", async () => {
    expect(await ask("/api/v1/query?query=odd")).toMatchObject({ body: { data: { result: [{ value: [now / 1000, "+Inf"] }] } } });
    expect(await ask("/api/v1/query?query=time()")).toMatchObject({ body: { data: { resultType: "scalar", result: [now / 1000, String(now / 1000)] } } });
  });

  it("answers a range query", async () => {
    expect(await ask(`/api/v1/query_range?query=${encodeURIComponent('up{job="kubelet"}')}&start=${now / 1000 - 60}&end=${now / 1000}&step=30s`)).toMatchObject({
      body: { data: { resultType: "matrix", result: [{ values: [[now / 1000 - 60, "0"], [now / 1000 - 30, "0"], [now / 1000, "0"]] }] } },
    });
  });

  it.each([
    ["query?query=sum(", 400, "bad_data", 'invalid parameter "query": 1:5: parse error: unexpected end of input'],
    ["query?query=holt_winters(up[5m],1,1)", 400, "bad_data", 'invalid parameter "query": function holt_winters is not supported by the demo'],
    ["query?query=up&time=yesterday", 400, "bad_data", 'invalid parameter "time": cannot parse "yesterday" to a valid timestamp'],
    ["query?query=up%2Bon()odd", 422, "execution", "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"],
    ["query_range?query=up&start=1&end=0&step=1", 400, "bad_data", 'invalid parameter "end": end timestamp must not be before start time'],
    ["query_range?query=up&start=0&end=1&step=0", 400, "bad_data", 'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer'],
    ["query_range?query=up&start=0&end=1&step=soon", 400, "bad_data", 'invalid parameter "step": cannot parse "soon" to a valid duration'],
    ["query_range?query=up&start=0&end=11001&step=1", 400, "bad_data", "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)"],
    ["query_range?query=up[5m]&start=0&end=1&step=1", 400, "bad_data", 'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector'],
    ["series", 400, "bad_data", "no match[] parameter provided"],
    ["series?match[]=rate(up[5m])", 400, "bad_data", 'invalid parameter "match[]": 1:1: parse error: expected a series selector'],
    ["label/a-b/values", 400, "bad_data", 'invalid label name: "a-b"'],
    ["rules?type=all", 400, "bad_data", 'invalid parameter "type": not supported value "all"'],
  ])("refuses %s", async (path, status, errorType, error) => {
    expect(await ask(`/api/v1/${path}`)).toEqual({ status, body: { status: "error", errorType, error } });
  });
});

describe("listings", () => {
  it("knows series, labels, values, metadata and targets", async () => {
    expect(await ask('/api/v1/series?match[]=up{job="node-exporter"}&match[]=odd')).toMatchObject({ body: { data: [{ __name__: "up", job: "node-exporter", instance: "10.0.0.1:9100" }, { __name__: "odd" }] } });
    expect(await ask("/api/v1/labels")).toMatchObject({ body: { data: expect.arrayContaining(["__name__", "alertname", "instance", "job"]) as unknown } });
    expect(await ask("/api/v1/label/job/values?match[]=up")).toMatchObject({ body: { data: ["kubelet", "node-exporter"] } });
    expect(await ask("/api/v1/metadata?metric=up")).toMatchObject({ body: { data: { up: [{ type: "gauge", help: "Whether the target answered.", unit: "" }] } } });
    expect(await ask("/api/v1/targets")).toMatchObject({ body: { data: { activeTargets: [{ scrapePool: "node", health: "down", lastError: "connection refused", lastScrape: new Date(now - 3000).toISOString() }], droppedTargets: [] } } });
    expect(await ask("/api/v1/status/buildinfo")).toMatchObject({ body: { data: { version: "2.53.1" } } });
  });

  it("tells its rules and their alerts, which fire since before the start", async () => {
    const alert = { labels: { alertname: "TargetDown", severity: "warning", job: "kubelet" }, state: "firing", value: "0e+00" };
    expect(await ask("/api/v1/rules?type=alert")).toMatchObject({
      body: { data: { groups: [{ name: "general.rules", interval: 15, rules: [{ name: "TargetDown", state: "firing", duration: 60, health: "ok", type: "alerting", annotations: { description: "{{ $labels.instance }} is down" }, alerts: [alert] }] }] } },
    });
    expect(await ask("/api/v1/alerts")).toMatchObject({ body: { data: { alerts: [alert] } } });
    expect(await ask("/api/v1/query?query=ALERTS")).toMatchObject({ body: { data: { result: [{ metric: { alertname: "TargetDown", alertstate: "firing" } }] } } });
    expect(await ask("/api/v1/rules?type=record")).toMatchObject({ body: { data: { groups: [{ rules: [] }] } } });
  });
});

describe("pages", () => {
  const page = async (path: string) => (await fetch(`${base}${path}`)).text();

  it("shows results, alerts and targets, with nothing of theirs taken for markup", async () => {
    for (const path of ["/", "/graph?g0.expr=up", "/alerts", "/targets", `/graph?g0.expr=${encodeURIComponent('"><script>alert(1)</script>')}`]) {
      const text = await page(path);
      expect(text).toContain("Pollux");
      expect(text).not.toContain("<script>alert");
    }
    expect(await page("/graph?g0.expr=up")).toContain("2 results");
    expect(await page("/graph?g0.expr=sum(")).toContain("unexpected end of input");
    expect(await page("/alerts")).toContain("is down");
    expect(await page("/targets")).toContain("connection refused");
  });

  it("says that it is ready, and what it does not know", async () => {
    expect(await page("/-/ready")).toBe("Prometheus Server is Ready.\n");
    expect((await fetch(`${base}/api/v1/nonsense`)).status).toBe(404);
    expect((await fetch(`${base}/api/v1/targets`, { method: "DELETE" })).status).toBe(405);
  });
});
