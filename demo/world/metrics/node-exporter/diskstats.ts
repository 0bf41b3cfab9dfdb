import type { Figures } from "../../figures/figures";
import type { Disk } from "../../figures/storage";
import type { Signal } from "../../signal";
import type { Family } from "../family";

const whole = Math.floor;
const exact = (value: number) => value;

function statistic(name: string, help: string, signal: (disk: Disk) => Signal, unit: (disk: Disk) => number, round: (value: number) => number): Family<Figures> {
  return {
    name: `node_disk_${name}_total`,
    type: "counter",
    help,
    collector: "diskstats",
    fixed: ({ disks, booted }) =>
      disks.map((disk) => {
        const counted = signal(disk);
        const factor = unit(disk);
        const zero = counted.total(booted);
        return { labels: { device: disk.name }, value: (at) => round((counted.total(at) - zero) * factor) };
      }),
  };
}

const read = ({ read: signal }: Disk) => signal;
const written = ({ written: signal }: Disk) => signal;
const busy = ({ busy: signal }: Disk) => signal;
const one = () => 1;
const operations = ({ operation }: Disk) => 1 / operation;
const time = ({ operation, latency }: Disk) => latency / operation;

export const diskstats: readonly Family<Figures>[] = [
  {
    name: "node_disk_info",
    type: "gauge",
    help: "Info of /sys/block/<block_device>.",
    collector: "diskstats",
    fixed: ({ disks }) =>
      disks.map(({ name }, n) => ({
        labels: { device: name, major: name.startsWith("nvme") ? "259" : name.startsWith("dm") ? "253" : "8", minor: String(n * 16), model: "", path: "", revision: "", serial: "", wwn: "" },
        value: () => 1,
      })),
  },
  {
    name: "node_disk_io_now",
    type: "gauge",
    help: "The number of I/Os currently in progress.",
    collector: "diskstats",
    fixed: ({ disks }) => disks.map((disk) => ({ labels: { device: disk.name }, value: (at) => whole(disk.busy.rate(at) * 12) })),
  },
  statistic("io_time_seconds", "Total seconds spent doing I/Os.", busy, one, exact),
  statistic("io_time_weighted_seconds", "The weighted # of seconds spent doing I/Os.", busy, () => 1.7, exact),
  statistic("read_bytes", "The total number of bytes read successfully.", read, one, (bytes) => whole(bytes / 512) * 512),
  statistic("read_time_seconds", "The total number of seconds spent by all reads.", read, time, exact),
  statistic("reads_completed", "The total number of reads completed successfully.", read, operations, whole),
  statistic("reads_merged", "The total number of reads merged.", read, (disk) => operations(disk) * 0.07, whole),
  statistic("write_time_seconds", "This is the total number of seconds spent by all writes.", written, time, exact),
  statistic("writes_completed", "The total number of writes completed successfully.", written, operations, whole),
  statistic("writes_merged", "The number of writes merged.", written, (disk) => operations(disk) * 0.4, whole),
  statistic("written_bytes", "The total number of bytes written successfully.", written, one, (bytes) => whole(bytes / 512) * 512),
];
