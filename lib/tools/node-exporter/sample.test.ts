import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nodeCharts } from "@/lib/model";
import { reading } from "./reading";
import { sample } from "./sample";

const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;
const between = (before: readonly string[], after: readonly string[], ms = 1_000) => sample(reading(text(before), 5_000), reading(text(after), 5_000 + ms));

const cpu = (core: number, mode: string, seconds: number | string) => `node_cpu_seconds_total{cpu="${core}",mode="${mode}"} ${seconds}`;

describe("rates", () => {
  it("stand on the time between the two answers", () => {
    const { cpu: modes, cores } = between(
      [cpu(0, "user", 10), cpu(0, "idle", 100), cpu(1, "user", 20), cpu(1, "system", 5), cpu(10, "idle", 1), cpu(2, "idle", 1)],
      [cpu(0, "user", 11), cpu(0, "idle", 101), cpu(1, "user", 20.5), cpu(1, "system", 5.5), cpu(10, "idle", 3), cpu(2, "idle", 3)],
      2_000,
    );
    expect(modes).toEqual({ user: 0.75, system: 0.25 });
    expect(cores).toEqual([0.5, 0.5, 0, 0]);
  });

  it("do not depend on what the exporter's clock says", () => {
    const at = (time: number, bytes: number) => [`node_network_receive_bytes_total{device="eth0"} ${bytes} ${time}`, `node_time_seconds ${time / 1_000}`];
    const skewed = between(at(4_000_000_000_000, 1_000), at(1_000, 3_000));
    expect(skewed.network).toEqual([{ device: "eth0", received: 2_000, sent: 0 }]);
  });

  it("begin at zero again when a counter was reset", () => {
    const rx = (value: number) => [`node_network_receive_bytes_total{device="eth0"} ${value}`, `node_network_transmit_bytes_total{device="eth0"} 500`];
    expect(between(rx(9e12), rx(3_000)).network).toEqual([{ device: "eth0", received: 3_000, sent: 0 }]);
    const rebooted = between([cpu(0, "user", 90_000), cpu(0, "idle", 1e6)], [cpu(0, "user", 0.4), cpu(0, "idle", 3)]);
    expect(rebooted.cores).toEqual([0.4]);
  });

  it("take a slightly falling iowait for what it is, and never more than a core's time", () => {
    const shaken = between([cpu(0, "iowait", 100.02), cpu(0, "user", 5)], [cpu(0, "iowait", 100.01), cpu(0, "user", 6.02)]);
    expect(shaken.cpu).toEqual({ user: 1 });
    expect(shaken.cores).toEqual([1]);
  });

  it("are absent for a device that has just appeared, and gone with one that vanished", () => {
    const rx = (device: string, value: number) => `node_network_receive_bytes_total{device="${device}"} ${value}`;
    expect(between([rx("eth0", 1), rx("eth1", 1)], [rx("eth0", 2), rx("eth2", 1e9)]).network.map(({ device }) => device)).toEqual(["eth0"]);
  });

  it("are none when no time passed", () => {
    const same = between([cpu(0, "user", 1)], [cpu(0, "user", 2)], 0);
    expect(same.cpu).toEqual({});
    expect(same.cores).toEqual([0]);
  });

  it("leave out NaN and infinities and stay finite everywhere", () => {
    const odd = ["NaN", "+Inf", "-Inf", "1e308", "-1"];
    for (const value of odd) {
      const found = between(
        [cpu(0, "user", 1), `node_network_receive_bytes_total{device="eth0"} ${value}`, "node_load1 1"],
        [cpu(0, "user", value), 'node_network_receive_bytes_total{device="eth0"} 5', `node_load1 ${value}`, `node_memory_MemTotal_bytes ${value}`, `node_boot_time_seconds ${value}`],
      );
      expect(JSON.stringify(found)).not.toContain("null");
      for (const { lines } of nodeCharts) for (const line of Object.values(lines(found))) expect(Number.isFinite(line)).toBe(true);
    }
  });
});

describe("devices", () => {
  it("are the real ones", () => {
    const networks = ["lo", "veth1a2b", "cali0f", "cni0", "flannel.1", "docker0", "br-12ab", "eth0", "eno1", "bond0", "enp65s0f0"];
    const disks = ["sda", "nvme0n1", "dm-0", "loop3", "ram0", "vda"];
    const lines = (value: number) => [
      ...networks.map((device) => `node_network_receive_bytes_total{device="${device}"} ${value}`),
      ...disks.map((device) => `node_disk_io_time_seconds_total{device="${device}"} ${value}`),
    ];
    const found = between(lines(1), lines(1.5));
    expect(found.network.map(({ device }) => device)).toEqual(["bond0", "eno1", "enp65s0f0", "eth0"]);
    expect(found.disks).toEqual(["nvme0n1", "sda", "vda"].map((device) => ({ device, read: 0, written: 0, busy: 0.5 })));
  });

  it("show each file system once, at its shortest mount, and none that holds no data", () => {
    const filesystem = (device: string, mount: string, type: string, size = 100, free = 40) => [
      `node_filesystem_size_bytes{device="${device}",fstype="${type}",mountpoint="${mount}"} ${size}`,
      `node_filesystem_avail_bytes{device="${device}",fstype="${type}",mountpoint="${mount}"} ${free}`,
    ];
    const lines = [
      ...filesystem("/dev/sda2", "/var/lib/longhorn/data", "ext4"),
      ...filesystem("/dev/sda2", "/", "ext4"),
      ...filesystem("/dev/sdb1", "/data", "xfs", 200, -5),
      ...filesystem("/dev/sdc1", "/data", "xfs", 300, 1),
      ...filesystem("tmpfs", "/tmp", "tmpfs"),
      ...filesystem("overlay", "/mnt", "overlay"),
      ...filesystem("/dev/sdd", "/var/lib/kubelet/pods/1/volumes", "ext4"),
      ...filesystem("/dev/sde", "/run/media", "ext4"),
      ...filesystem("/dev/sdf", "/empty", "ext4", 0, 0),
    ];
    expect(between(lines, lines).filesystems).toEqual([
      { mount: "/", device: "/dev/sda2", size: 100, available: 40 },
      { mount: "/data", device: "/dev/sdb1", size: 200, available: 0 },
    ]);
  });

  it("count a series that is there twice once", () => {
    const twice = (value: number) => [cpu(0, "user", value), cpu(0, "user", value * 10)];
    expect(between(twice(1), twice(1.5)).cpu).toEqual({ user: 0.5 });
  });

  it("name sensors of both kinds", () => {
    const lines = ['node_hwmon_temp_celsius{chip="platform_coretemp_0",sensor="temp1"} 51', 'node_thermal_zone_temp{type="x86_pkg_temp",zone="0"} 49'];
    expect(between(lines, lines).temperatures).toEqual([{ sensor: "coretemp_0 temp1", celsius: 51 }, { sensor: "x86_pkg_temp 0", celsius: 49 }]);
  });

  it("are bounded, however many a hostile exporter invents", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => cpu(index, "user", 1));
    expect(between(many, many).cores.length).toBeLessThanOrEqual(4_096);
  });
});

describe("memory", () => {
  const memory = (kinds: Readonly<Record<string, number>>) => Object.entries(kinds).map(([kind, value]) => `node_memory_${kind}_bytes ${value}`);

  it("is divided into kinds that add up", () => {
    const lines = memory({ MemTotal: 100, MemFree: 20, MemAvailable: 70, Committed_AS: 150, SwapTotal: 10, SwapFree: 4 });
    expect(between(lines, lines).memory).toEqual({ total: 100, used: 30, cache: 50, free: 20, committed: 150, swapUsed: 6 });
  });

  it("adds up as well where the kernel does not say what is available, or says less than free", () => {
    for (const kinds of [{ MemTotal: 100, MemFree: 20, Buffers: 5, Cached: 15 }, { MemTotal: 100, MemFree: 50, MemAvailable: 40 }, { MemTotal: 100, MemFree: 500 }]) {
      const { total, used, cache, free } = between(memory(kinds), memory(kinds)).memory;
      expect(used + cache + free).toBe(total);
      expect(Math.min(used, cache, free)).toBeGreaterThanOrEqual(0);
    }
  });
});

it("reads a real exporter's text whole", () => {
  const real = readFileSync(new URL("./fixtures/machine.txt", import.meta.url), "utf8");
  const before = reading(real, 0);
  const found = sample(before, reading(real, 1_000));
  expect(before.unreadable).toBe(0);
  expect(found.cores).toHaveLength(2);
  expect(Object.keys(found.cpu).sort()).toEqual(["iowait", "irq", "nice", "softirq", "steal", "system", "user"]);
  expect(found.disks.map(({ device }) => device)).toEqual(["vda"]);
  expect(found.network.map(({ device }) => device)).toEqual(["eth0"]);
  expect(found.filesystems.map(({ mount }) => mount)).toEqual(["/"]);
  expect(found.memory.total).toBe(25_276_514_304);
  expect(found.pressure).toEqual({ cpu: 0, memory: 0, io: 0 });
  expect(found.booted).toBe(1_795_182_897_000);
});
