import { statfsSync } from "node:fs";
import { linesOf, namesIn, numberOf, textOf } from "./files";
import type { Collector, Reading } from "./reading";

const received = ["bytes", "packets", "errs", "drop", "fifo", "frame", "compressed", "multicast"];
const transmitted = ["bytes", "packets", "errs", "drop", "fifo", "colls", "carrier", "compressed"];

const netdev: Collector = () =>
  linesOf("/proc/net/dev").flatMap((line): Reading[] => {
    const [, device, rest] = /^\s*([^:|]+):\s*(.*)$/.exec(line) ?? [];
    if (device === undefined || rest === undefined) return [];
    const counted = rest.split(/\s+/).map(Number);
    const side = (direction: string, fields: readonly string[], from: number) =>
      fields.map((field, index): Reading => [`node_network_${direction}_${field}_total`, { device }, counted[from + index] ?? 0]);
    return [...side("receive", received, 0), ...side("transmit", transmitted, received.length)];
  });

const netclass: Collector = () =>
  namesIn("/sys/class/net").flatMap((device): Reading[] => {
    const read = (file: string) => textOf(`/sys/class/net/${device}/${file}`);
    const speed = numberOf(`/sys/class/net/${device}/speed`);
    const operstate = read("operstate");
    return [
      ["node_network_up", { device }, Number(operstate === "up")],
      ["node_network_mtu_bytes", { device }, Number(read("mtu"))],
      ["node_network_info", { device, address: read("address"), broadcast: read("broadcast"), duplex: read("duplex"), ifalias: "", operstate }, 1],
      ...(speed !== undefined && speed > 0 ? [["node_network_speed_bytes", { device }, speed * 125_000] as const] : []),
    ];
  });

/** Partitions and memory disks, which the exporter leaves out. */
const ignored = /^(ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\d+n\d+p)\d+$/;

/** The columns of /proc/diskstats, with the factor into the exporter's unit. */
const columns = [
  ["reads_completed", 1],
  ["reads_merged", 1],
  ["read_bytes", 512],
  ["read_time_seconds", 1e-3],
  ["writes_completed", 1],
  ["writes_merged", 1],
  ["written_bytes", 512],
  ["write_time_seconds", 1e-3],
  ["io_now", 1],
  ["io_time_seconds", 1e-3],
  ["io_time_weighted_seconds", 1e-3],
] as const;

const diskstats: Collector = () =>
  linesOf("/proc/diskstats").flatMap((line): Reading[] => {
    const [, , device, ...counted] = line.trim().split(/\s+/);
    if (device === undefined || ignored.test(device)) return [];
    return columns.map(([column, factor], index) => [`node_disk_${column}${column === "io_now" ? "" : "_total"}`, { device }, Number(counted[index] ?? 0) * factor]);
  });

const filesystem: Collector = () => {
  const seen = new Set<string>();
  return linesOf("/proc/self/mounts").flatMap((line): Reading[] => {
    const [device = "", mountpoint = "", fstype = "", options = ""] = line.split(" ");
    if (!device.startsWith("/dev/") || seen.has(mountpoint)) return [];
    seen.add(mountpoint);
    const labels = { device, fstype, mountpoint };
    try {
      const { bsize, blocks, bfree, bavail, files, ffree } = statfsSync(mountpoint);
      return [
        ["node_filesystem_size_bytes", labels, blocks * bsize],
        ["node_filesystem_free_bytes", labels, bfree * bsize],
        ["node_filesystem_avail_bytes", labels, bavail * bsize],
        ["node_filesystem_files", labels, files],
        ["node_filesystem_files_free", labels, ffree],
        ["node_filesystem_readonly", labels, Number(options.split(",").includes("ro"))],
        ["node_filesystem_device_error", labels, 0],
      ];
    } catch {
      return [["node_filesystem_device_error", labels, 1]];
    }
  });
};

export const devices: Readonly<Record<string, Collector>> = { netdev, netclass, diskstats, filesystem };
