import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoRules } from "../rules";
import { seriesSource } from "../world/series-source";
import { createWorld } from "../world/world";
import { createEngine } from "./engine";
import { difference, engineAnswer } from "./oracle/comparison";
import { withoutStaleMarks } from "./oracle/without-stale-marks";
import { hasPrometheus, type RealPrometheus, startPrometheus } from "./oracle/real-prometheus";

const present = hasPrometheus();
if (!present) console.warn("SKIPPED: the World before a real Prometheus, because prometheus and promtool are not installed");

const now = Date.UTC(2026, 2, 4, 10, 17, 20);
const from = now - 15 * 60_000;
const source = withoutStaleMarks(seriesSource(createWorld({ clock: () => now, seed: 47, host: false }), "pollux"));
const engine = createEngine({ source });

const asked = [
  "up", "count by (job) (up)", "count by (__name__) ({__name__=~\".+\"})",
  "sum by (instance, mode) (rate(node_cpu_seconds_total[1m]))", 'sum by (cpu) (rate(node_cpu_seconds_total{instance="172.23.242.47:9100",mode!="idle"}[2m]))',
  "1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[5m]))", "node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes",
  'rate(node_network_receive_bytes_total{device!~"lo|veth.*|cali.*"}[1m])', "irate(node_disk_io_time_seconds_total[1m])",
  "1 - node_filesystem_avail_bytes / node_filesystem_size_bytes", "topk(5, sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m])))",
  "sum by (namespace) (container_memory_working_set_bytes)", "count(kube_pod_info)", "sum by (phase) (kube_pod_status_phase)",
  "kube_pod_container_status_restarts_total > 0", "changes(kube_pod_container_status_restarts_total[10m])", "kubelet_running_pods",
  "node_load1 * on (instance) group_left (nodename) node_uname_info", "quantile(0.9, node_load1)", "timestamp(node_load1)",
  "max_over_time(node_load1[5m:30s])", "predict_linear(node_filesystem_avail_bytes[10m], 3600)", "node_load1[2m]",
];
const queries = [...new Set([...asked, ...demoRules.flatMap(({ rules }) => rules.map(({ expr }) => expr))])].filter((query) => !query.includes("ALERTS"));

describe.skipIf(!present)("the World's series, asked in PromQL, beside a real Prometheus that stored them", () => {
  let real: RealPrometheus;
  beforeAll(async () => {
    real = await startPrometheus(source, from, now);
  });
  afterAll(() => real?.stop());

  it.each(queries)("%s", async (query) => {
    const at = now - 60_000;
    const instant = await real.get("/api/v1/query", { query, time: String(at / 1000) });
    expect(difference(engineAnswer(() => engine.instant(query, at), at), instant)).toBeUndefined();
    // Late enough that no range reaches back beyond what was stored.
    const [start, end, step] = [from + 11 * 60_000, now, 17_000];
    const range = await real.get("/api/v1/query_range", { query, start: String(start / 1000), end: String(end / 1000), step: String(step / 1000) });
    expect(difference(engineAnswer(() => ({ type: "matrix", series: engine.range(query, start, end, step) }), end), range)).toBeUndefined();
  });
});
