import { describe, expect, it } from "vitest";
import { createBrokenExporters } from "./broken-exporters";
import type { SeriesSource } from "./series";

const times = [10, 20, 30, 40, 50];
const series = (name: string, instance: string, value: number) => ({ labels: { __name__: name, job: "node-exporter", instance }, samples: () => ({ times, values: times.map(() => value) }) });
const whole: SeriesSource = { scrapeInterval: 10, metadata: () => ({}), select: () => [series("up", "a:9100", 1), series("node_load1", "a:9100", 3), series("node_load1", "b:9100", 4)] };

describe("an exporter that a demonstration breaks", () => {
  it("leaves a gap with up at 0 in its cluster's Prometheus, and nothing else", () => {
    let now = 15;
    const broken = createBrokenExporters(() => now);
    const read = (cluster: string) => broken.source(cluster, whole).select([], 0, 50).map((one) => one.samples(0, 50));
    broken.note("pollux", { job: "node-exporter", instance: "a:9100" }, "stopped");
    now = 25;
    broken.note("pollux", { job: "node-exporter", instance: "a:9100" }, "hang");
    expect(broken.isDown("pollux", { job: "node-exporter", instance: "a:9100" }, 30)).toBe(true);
    now = 35;
    broken.note("pollux", { job: "node-exporter", instance: "a:9100" }, "ok");
    const [up, load, other] = read("pollux");
    expect(up).toMatchObject({ times, values: [1, 0, 0, 1, 1] });
    expect(load).toEqual({ times: [10, 40, 50], values: [3, 3, 3], stale: [20] });
    expect(other).toEqual({ times, values: [4, 4, 4, 4, 4] });
    expect(read("argus")[1]).toEqual({ times, values: [3, 3, 3, 3, 3] });
  });

  it("is not down when it is only slow", () => {
    const broken = createBrokenExporters(() => 15);
    broken.note("pollux", { job: "node-exporter", instance: "a:9100" }, "slow");
    expect(broken.isDown("pollux", { job: "node-exporter", instance: "a:9100" }, 20)).toBe(false);
  });
});
