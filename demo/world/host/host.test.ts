import { cpus } from "node:os";
import { platform } from "node:process";
import { describe, expect, it } from "vitest";
import { hostText } from "./exporter";
import { hostMachine } from "./machine";
import type { Reading } from "./reading";
import { recorder } from "./recorder";

describe.skipIf(platform !== "linux")("this machine as a node", () => {
  it("tells its own cores, memory and network", () => {
    const text = hostText();
    const cores = new Set([...text.matchAll(/^node_cpu_seconds_total\{cpu="(\d+)",mode="idle"\} /gm)].map(([, core]) => core));
    expect(cores.size).toBe(cpus().length);
    expect(text).toMatch(/^node_memory_MemTotal_bytes [\d.e+]+$/m);
    expect(text).toMatch(/^node_network_receive_bytes_total\{device="lo"\} /m);
    expect(text).toMatch(/^# TYPE node_load1 gauge$/m);
  });

  it("reads only what was asked for", () => {
    const text = hostText(new Set(["loadavg"]));
    expect(text).toMatch(/^node_load15 /m);
    expect(text).not.toMatch(/node_cpu|node_memory/);
    expect([...text.matchAll(/collector="(\w+)"/g)].map(([, name]) => name)).toEqual(["loadavg"]);
  });

  it("has a name that Kubernetes would accept", () => {
    expect(hostMachine().name).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
  });
});

describe("a recorder", () => {
  it("keeps the last readings of each series, and gives them for a stretch of time", () => {
    let value = 0;
    const read = (): Reading[] => [["node_load1", {}, ++value], ["node_disk_io_now", { device: "vda" }, value * 2]];
    const kept = recorder(read, 4);
    for (let at = 1_000; at <= 6_000; at += 1_000) kept.record(at);
    const [load] = kept.points("node_load1", 0, 0);
    expect(load?.recorded?.(0, 10_000)).toEqual({ times: [3_000, 4_000, 5_000, 6_000], values: [3, 4, 5, 6] });
    expect(load?.recorded?.(3_000, 5_000)).toEqual({ times: [4_000, 5_000], values: [4, 5] });
    expect(load?.recorded?.(6_000, 9_000)).toEqual({ times: [], values: [] });
    expect(kept.points("node_disk_io_now", 0, 0)[0]?.labels).toEqual({ device: "vda" });
    expect(kept.families.map(({ name }) => name)).toEqual(["node_disk_io_now", "node_load1"]);
  });
});
