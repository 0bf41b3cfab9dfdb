import { describe, expect, it } from "vitest";
import { alertGraph } from "./alert-graph";
import type { Labels, SeriesSamples, Span } from "./client";
import { answering, at } from "./fixtures/answering";
import { lineNames } from "./line-names";

const now = 1_700_000_000_000;
const query = "node_filesystem_avail_bytes / node_filesystem_size_bytes * 100 < 5";
const labels = { alertname: "Full", severity: "critical", cluster: "pollux", instance: "n1", mountpoint: "/" };
const ask = { query, labels, ruleLabels: { severity: "critical" }, range: "15m", now } as const;

const series = (of: Labels, ...values: readonly number[]): SeriesSamples => ({ labels: of, times: values.map((_, index) => now - (values.length - 1 - index) * 15_000), values });
const counted = (count: number) => [/^count\(/, () => [series({}, count, count)]] as const;
const given = (...all: readonly SeriesSamples[]) => [/^node_filesystem/, () => all] as const;

describe("the graph of an alert", () => {
  it("draws the left side with the threshold, the alert's own series first and those near the threshold after it", async () => {
    const others = Array.from({ length: 9 }, (_, index) => series({ instance: `m${index}`, mountpoint: "/" }, 50 + index));
    const client = answering([], [counted(10), given(...others, series({ instance: "n1", mountpoint: "/" }, 6, 3))]);
    const graph = await alertGraph(client, ask);
    expect(graph).toMatchObject({ expression: "node_filesystem_avail_bytes / node_filesystem_size_bytes * 100", threshold: 5, operator: "<", own: "n1", left: 5, measure: { unit: "fraction", factor: 0.01 } });
    expect(Object.keys(graph.lines)).toEqual(["n1", "m0", "m1", "m2", "m3"]);
    expect(graph.lines["n1"]?.slice(-2)).toEqual([6, 3]);
    expect(graph.times).toHaveLength(61);
    expect(graph.note).toBeUndefined();
  });

  it("fetches only the alert's own of very many series", async () => {
    const client = answering([["topk(1", [at({ instance: "m1", mountpoint: "/var", job: "node" })]]], [counted(5_000), [/ and on /, () => [series({ instance: "n1", mountpoint: "/", job: "node" }, 2)]]]);
    const graph = await alertGraph(client, ask);
    expect(client.asked).toContain(
      '(node_filesystem_avail_bytes / node_filesystem_size_bytes * 100\n) and on (instance, mountpoint) label_replace(label_replace(vector(1), "instance", "n1", "", ""), "mountpoint", "/", "", "")',
    );
    expect(graph).toMatchObject({ left: 4_999, own: "measured" });
  });

  it("names the series that is missing", async () => {
    const client = answering([["count(node_filesystem_avail_bytes)", [at({})]]]);
    const graph = await alertGraph(client, ask);
    expect(graph).toMatchObject({ lines: {}, left: 0, note: "No data: Prometheus of Pollux has no series node_filesystem_size_bytes." });
  });

  it("says which matcher finds nothing where the metric is there", async () => {
    const client = answering([["count(up)", [at({})]]]);
    const graph = await alertGraph(client, { ...ask, query: 'up{job="gone"} == 0' });
    expect(graph.note).toBe('No data: Prometheus of Pollux has no series up that matches {job="gone"}.');
  });

  it("draws an expression without a constant as it is", async () => {
    const client = answering([], [counted(1), [/^a > b/, () => [series({ instance: "n1" }, 1)]]]);
    const graph = await alertGraph(client, { ...ask, query: "a > b" });
    expect(graph).toMatchObject({ expression: "a > b", lines: { measured: expect.arrayContaining([1]) as unknown }, own: "measured" });
    expect(graph.threshold).toBeUndefined();
  });

  it("draws both sides where two things that change are compared", async () => {
    const client = answering([], [counted(2), [/^desired/, () => [series({ instance: "n2" }, 9), series({ instance: "n1" }, 3)]], [/^available/, () => [series({ instance: "n1" }, 1)]]]);
    const graph = await alertGraph(client, { ...ask, query: "(desired > on (instance) available) and changes(desired[10m]) == 0" });
    expect(graph).toMatchObject({ expression: "desired", against: "available", operator: ">", own: "measured", left: 0 });
    expect(Object.values(graph.lines).map((values) => values.at(-1))).toEqual([3, 1]);
    expect(graph.threshold).toBeUndefined();
  });

  it("says that the alert's own series is not among what it draws", async () => {
    const graph = await alertGraph(answering([], [counted(1), given(series({ instance: "m1", mountpoint: "/" }, 9))]), ask);
    expect(graph.own).toBeUndefined();
    expect(graph.note).toContain("None of these is the alert's own series");
  });

  it("leaves gaps where a value is no number, and keeps what lies below zero", async () => {
    const graph = await alertGraph(answering([], [counted(1), given(series({ instance: "n1", mountpoint: "/" }, NaN, Infinity, -2.5))]), ask);
    expect(graph.lines["measured"]?.slice(-3)).toEqual([null, null, -2.5]);
  });

  it("passes on that Prometheus does not answer", async () => {
    const failing = { ...answering([]), queryRange: (_: string, __: Span) => Promise.reject(new Error("silent")) };
    await expect(alertGraph(failing, ask)).rejects.toThrow("silent");
  });
});

describe("the names of lines", () => {
  it("are as short as tells them apart, and never a bare number or the threshold's name", () => {
    expect(lineNames([{ pod: "a" }])).toEqual(["measured"]);
    expect(lineNames([{ job: "x", pod: "a" }, { job: "x", pod: "b" }])).toEqual(["a", "b"]);
    expect(lineNames([{ a: "1", b: "x" }, { a: "1", b: "y" }, { a: "2", b: "x" }])).toEqual(['a="1" x', 'a="1" y', 'a="2" x']);
    const volume = (instance: string, mountpoint: string) => ({ instance, mountpoint, device: mountpoint === "/" ? "sda" : "sdb", fstype: "xfs" });
    expect(lineNames([volume("n1", "/"), volume("n1", "/data"), volume("n2", "/data")])).toEqual(["n1 /", "n1 /data", "n2 /data"]);
    expect(lineNames([{ pod: "threshold" }, {}])).toEqual(['pod="threshold"', 'pod=""']);
  });
});
