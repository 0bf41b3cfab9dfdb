import { isRealDisk, isRealFilesystem, isRealNetwork, sensorName } from "@/lib/model/node-devices";
import { parse, type Labels } from "./parse";

/** What one scrape said, without rates: counters as they stand, gauges as they are. Only finite numbers. */
export interface Reading {
  /** When the answer arrived, in ms of a clock that never jumps: two readings give a rate whatever the exporter's clock says. */
  readonly at: number;
  /** Seconds by core, then by mode. */
  readonly cpu: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly received: ReadonlyMap<string, number>;
  readonly sent: ReadonlyMap<string, number>;
  readonly read: ReadonlyMap<string, number>;
  readonly written: ReadonlyMap<string, number>;
  /** Seconds in which the disk was busy. */
  readonly busy: ReadonlyMap<string, number>;
  /** Seconds in which something waited, by `cpu`, `memory`, `io`. */
  readonly waiting: ReadonlyMap<string, number>;
  /** Gauges without labels, by metric name. */
  readonly gauges: ReadonlyMap<string, number>;
  /** By mount; the first series of a mount counts. */
  readonly filesystems: ReadonlyMap<string, { readonly device: string; readonly size?: number; readonly available?: number }>;
  readonly temperatures: ReadonlyMap<string, number>;
  /** Lines that could not be read, or that say what cannot be. */
  readonly unreadable: number;
}

/** More devices than any machine has; what goes beyond is not read. */
const mostDevices = 4_096;

/** No machine has counted this far; sums of larger numbers would leave what a number can hold. NaN is not below it either. */
const mostPlausible = 1e30;

class Draft {
  readonly cpu = new Map<string, Map<string, number>>();
  readonly received = new Map<string, number>();
  readonly sent = new Map<string, number>();
  readonly read = new Map<string, number>();
  readonly written = new Map<string, number>();
  readonly busy = new Map<string, number>();
  readonly waiting = new Map<string, number>();
  readonly gauges = new Map<string, number>();
  readonly filesystems = new Map<string, { device: string; size?: number; available?: number }>();
  readonly temperatures = new Map<string, number>();
}

type Take = (draft: Draft, labels: Labels, value: number) => void;

function put(map: Map<string, number>, key: string | undefined, value: number): void {
  if (key !== undefined && map.size < mostDevices && !map.has(key)) map.set(key, value);
}

const network =
  (direction: "received" | "sent"): Take =>
  (draft, { device }, value) => {
    if (device !== undefined && isRealNetwork(device)) put(draft[direction], device, value);
  };

const disk =
  (kind: "read" | "written" | "busy"): Take =>
  (draft, { device }, value) => {
    if (device !== undefined && isRealDisk(device)) put(draft[kind], device, value);
  };

const filesystem =
  (kind: "size" | "available"): Take =>
  (draft, { device = "", mountpoint, fstype = "" }, value) => {
    if (mountpoint === undefined || !isRealFilesystem(fstype, mountpoint)) return;
    const known = draft.filesystems.get(mountpoint);
    if (known === undefined && draft.filesystems.size < mostDevices) draft.filesystems.set(mountpoint, { device, [kind]: value });
    else if (known?.device === device) known[kind] ??= value;
  };

const temperature: Take = (draft, labels, value) => put(draft.temperatures, sensorName(labels), value);
const waiting =
  (resource: string): Take =>
  (draft, _, value) =>
    put(draft.waiting, resource, value);

const takes: Readonly<Record<string, Take>> = {
  node_cpu_seconds_total: ({ cpu }, { cpu: core, mode }, value) => {
    if (core === undefined || mode === undefined) return;
    const modes = cpu.get(core);
    if (modes !== undefined) put(modes, mode, value);
    else if (cpu.size < mostDevices) cpu.set(core, new Map([[mode, value]]));
  },
  node_network_receive_bytes_total: network("received"),
  node_network_transmit_bytes_total: network("sent"),
  node_disk_read_bytes_total: disk("read"),
  node_disk_written_bytes_total: disk("written"),
  node_disk_io_time_seconds_total: disk("busy"),
  node_filesystem_size_bytes: filesystem("size"),
  node_filesystem_avail_bytes: filesystem("available"),
  node_hwmon_temp_celsius: temperature,
  node_thermal_zone_temp: temperature,
  node_pressure_cpu_waiting_seconds_total: waiting("cpu"),
  node_pressure_memory_waiting_seconds_total: waiting("memory"),
  node_pressure_io_waiting_seconds_total: waiting("io"),
};

const gaugeNames = [
  "node_load1",
  "node_load5",
  "node_load15",
  "node_boot_time_seconds",
  "node_memory_MemTotal_bytes",
  "node_memory_MemFree_bytes",
  "node_memory_MemAvailable_bytes",
  "node_memory_Buffers_bytes",
  "node_memory_Cached_bytes",
  "node_memory_Committed_AS_bytes",
  "node_memory_SwapTotal_bytes",
  "node_memory_SwapFree_bytes",
] as const;

const wanted: ReadonlySet<string> = new Set([...Object.keys(takes), ...gaugeNames]);

/** Reads one scrape. Never throws: what is broken is left out and counted. */
export function reading(text: string, at: number): Reading {
  const draft = new Draft();
  let impossible = 0;
  const report = parse(text, wanted, (name, labels, value) => {
    if (!(Math.abs(value) < mostPlausible)) impossible += 1;
    else if (Object.hasOwn(takes, name)) takes[name]?.(draft, labels, value);
    else put(draft.gauges, name, value);
  });
  return Object.assign(draft, { at, unreadable: report.unreadable + impossible });
}
