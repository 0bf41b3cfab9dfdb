import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPrometheus } from "../../promql/oracle/real-prometheus";
import { demoRules } from "../../rules";
import { serveUpstream, type Upstream } from "../../serve";
import { seriesSource } from "../../world/series-source";
import { createWorld } from "../../world/world";
import { createPrometheus } from "./index";

const present = hasPrometheus();
if (!present) console.warn("SKIPPED: the simulated Prometheus as promtool sees it, because promtool is not installed");

const now = Date.UTC(2026, 2, 4, 10, 17, 20);
const world = createWorld({ clock: () => now, seed: 47, host: false });

describe.skipIf(!present)("the simulated Prometheus, as promtool sees it", () => {
  const prometheus = createPrometheus({ source: seriesSource(world, "i22"), clock: () => now, rules: demoRules });
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await serveUpstream({ id: "i22/prometheus", port: 0, listener: prometheus.listener });
  });
  afterAll(() => upstream?.close());

  const promtool = async (...args: string[]) => (await promisify(execFile)("promtool", args)).stdout;
  const time = (at: number) => String(at / 1000);

  it("answers instant and range queries", async () => {
    expect(await promtool("query", "instant", `--time=${time(now)}`, upstream.url, "count by (job) (up)")).toContain('{job="node-exporter"} => 3');
    const range = await promtool("query", "range", `--start=${time(now - 60_000)}`, `--end=${time(now)}`, "--step=30s", upstream.url, "sum(up)");
    expect(range.match(/ @\[/g)).toHaveLength(3);
  });

  it("lists series, labels and values", async () => {
    expect(await promtool("query", "series", `--match=node_uname_info`, `--start=${time(now - 60_000)}`, `--end=${time(now)}`, upstream.url)).toContain('__name__="node_uname_info"');
    expect(await promtool("query", "labels", `--start=${time(now - 60_000)}`, `--end=${time(now)}`, upstream.url, "job")).toContain("kube-state-metrics");
  });

  it("refuses in a way that promtool can show", async () => {
    await expect(promtool("query", "instant", upstream.url, "holt_winters(up[5m], 0.5, 0.5)")).rejects.toThrow("function holt_winters is not supported by the demo");
  });
});
