import { describe, expect, it } from "vitest";
import { CastorError, nodeCharts, timeRanges, type NodeSample, type TimeRange } from "@/lib/model";
import type { Span } from "./client";
import { answering, at } from "./fixtures/answering";
import { columnOf, nodeHistory, timesOf } from "./node-history";
import { nodeChartQueries } from "./node-queries";
import { rateWindow } from "./promql";

const uname = ["node_uname_info", [at({ job: "node-exporter", instance: "172.23.242.47:9100", nodename: "p47-srv-01" })]] as const;
const flat = (labels: Readonly<Record<string, string>>, value: number) => (span: Span) => [{ labels, times: timesOf(span), values: timesOf(span).map(() => value) }];
const now = 1_700_000_000_500;

describe("the past of a node", () => {
  const client = answering([uname], [
    [/^node_load1\{.*\}\[5m\]$/, () => [{ labels: {}, times: [0, 15_000, 30_000], values: [1, 1, 1] }]],
    [/^sum by \(mode\)/, (span) => [...flat({ mode: "user" }, 1.5)(span), ...flat({ mode: "system" }, NaN)(span)]],
    ["node_network_receive", flat({ device: "eth0" }, 2)],
    ["node_disk_io_time", flat({ device: "sda" }, 1.02)],
    ["node_pressure_io", flat({}, 0.25)],
    ["node_thermal_zone_temp", flat({ type: "x86_pkg_temp", zone: "0" }, 48)],
  ]);

  it("ends now, names its lines, and leaves out charts that have no series", async () => {
    const past = await nodeHistory(client, { node: "p47-srv-01", range: "15m", now });
    expect(past).toMatchObject({ range: "15m", scrapeInterval: 15_000 });
    expect(Object.keys(past.charts)).toEqual(["cpu", "received", "busy", "pressure", "temperature"]);
    const { cpu, busy, temperature } = past.charts as Record<string, { times: number[]; lines: Record<string, (number | null)[]> }>;
    expect([cpu?.times.length, cpu?.times[0], cpu?.times.at(-1)]).toEqual([61, now - 900_000, now]);
    expect(cpu?.lines["user"]?.every((value) => value === 1.5)).toBe(true);
    expect(cpu?.lines["system"]?.every((value) => value === null)).toBe(true);
    expect(busy?.lines["sda"]?.[0]).toBe(1);
    expect(Object.keys(temperature?.lines ?? {})).toEqual(["x86_pkg_temp 0"]);
  });

  it("asks for rates over four scrapes at least, and over the whole step up to five minutes", async () => {
    for (const [range, { step }] of Object.entries(timeRanges)) {
      const own = answering([uname]);
      await nodeHistory(own, { node: "p47-srv-01", range: range as TimeRange, now });
      const windows = own.asked.flatMap((expression) => /\[(\d+)s\]/.exec(expression)?.[1] ?? []).map(Number);
      expect(windows.length).toBeGreaterThan(8);
      for (const seconds of windows) expect(seconds).toBe(Math.max(120, Math.min(step, 300)));
    }
    expect(rateWindow(1_000)).toBe("20s");
  });

  it("tells what failed in that chart, and shows the others", async () => {
    const broken = { ...client, queryRange: async (...ask: Parameters<typeof client.queryRange>) => (ask[0].includes("network_receive") ? Promise.reject(new CastorError("timeout", "Too slow.")) : client.queryRange(...ask)) };
    const past = await nodeHistory(broken, { node: "p47-srv-01", range: "1h", now });
    expect(past.charts["received"]).toEqual({ problem: { code: "timeout", message: "Too slow." } });
    expect(Object.keys(past.charts)).toContain("cpu");
  });

  it("is not found for a node that Prometheus does not know", async () => {
    await expect(nodeHistory(client, { node: "gone", range: "1h", now })).rejects.toMatchObject({ code: "not-found", message: "No data: Prometheus of Pollux has no series node_uname_info for the node gone." });
  });
});

it("a column has null where there is no sample or no number, and nothing outside", () => {
  const span = { start: 1_000, end: 61_000, step: 15 };
  expect(columnOf({ labels: {}, times: [1_000, 31_004, 46_000, 91_000, -14_000], values: [1, 2, Infinity, 9, 9] }, span, 5)).toEqual([1, null, 2, null, null]);
});

it("past and present name their lines alike, for every chart", () => {
  const sample: NodeSample = {
    cpu: { user: 1, system: 1 },
    cores: [0.5, 0.5],
    load: [1, 2, 3],
    memory: { total: 4, used: 1, cache: 1, free: 2, committed: 3, swapUsed: 0 },
    network: [{ device: "eth0", received: 1, sent: 1 }],
    disks: [{ device: "sda", read: 1, written: 1, busy: 0.1 }],
    filesystems: [],
    temperatures: [{ sensor: "coretemp_0 temp1", celsius: 50 }],
    pressure: { cpu: 0.1, memory: 0, io: 0 },
  };
  const labels = { mode: "user", cpu: "1", device: "", chip: "platform_coretemp_0", sensor: "temp1" };
  const queries = nodeChartQueries('instance="x"', "60s");
  for (const { id, lines } of nodeCharts) {
    const live = Object.keys(lines(sample));
    const past = queries[id].map(({ line }) => line({ ...labels, device: live.includes("sda") ? "sda" : "eth0" }));
    for (const name of past) expect(live, id).toContain(name);
  }
});
