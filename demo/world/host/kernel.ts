import { hostname, machine, release, version } from "node:os";
import { linesOf, namesIn, numberOf, textOf } from "./files";
import type { Collector, Reading } from "./reading";

/** The kernel counts CPU time in these, a second. */
const ticks = 100;
const modes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"];

const cpu: Collector = () =>
  linesOf("/proc/stat").flatMap((line): Reading[] => {
    const [, core, rest] = /^cpu(\d+) (.*)$/.exec(line) ?? [];
    if (core === undefined || rest === undefined) return [];
    const counted = rest.split(" ").map(Number);
    return [
      ...modes.map((mode, index): Reading => ["node_cpu_seconds_total", { cpu: core, mode }, (counted[index] ?? 0) / ticks]),
      ["node_cpu_guest_seconds_total", { cpu: core, mode: "user" }, (counted[8] ?? 0) / ticks],
      ["node_cpu_guest_seconds_total", { cpu: core, mode: "nice" }, (counted[9] ?? 0) / ticks],
    ];
  });

const named: Readonly<Record<string, string>> = {
  btime: "node_boot_time_seconds",
  ctxt: "node_context_switches_total",
  intr: "node_intr_total",
  processes: "node_forks_total",
  procs_running: "node_procs_running",
  procs_blocked: "node_procs_blocked",
};

const stat: Collector = () =>
  linesOf("/proc/stat").flatMap((line): Reading[] => {
    const [field = "", value] = line.split(" ");
    const name = named[field];
    return name === undefined ? [] : [[name, {}, Number(value)]];
  });

const meminfo: Collector = () =>
  linesOf("/proc/meminfo").flatMap((line): Reading[] => {
    const [, field, value, unit] = /^([\w()]+):\s+(\d+)( kB)?$/.exec(line) ?? [];
    if (field === undefined) return [];
    const name = field.replace(/\((\w+)\)/, "_$1");
    return [[unit === undefined ? `node_memory_${name}` : `node_memory_${name}_bytes`, {}, Number(value) * (unit === undefined ? 1 : 1_024)]];
  });

const loadavg: Collector = () => {
  const averages = textOf("/proc/loadavg").split(" ");
  return ["node_load1", "node_load5", "node_load15"].flatMap((name, index): Reading[] => (averages[index] ? [[name, {}, Number(averages[index])]] : []));
};

const pressure: Collector = () =>
  ["cpu", "io", "memory"].flatMap((resource) =>
    linesOf(`/proc/pressure/${resource}`).flatMap((line): Reading[] => {
      const [, kind, total] = /^(some|full) .*total=(\d+)$/.exec(line) ?? [];
      if (kind === undefined || (resource === "cpu" && kind === "full")) return [];
      return [[`node_pressure_${resource}_${kind === "some" ? "waiting" : "stalled"}_seconds_total`, {}, Number(total) / 1e6]];
    }));

const vmstat: Collector = () =>
  linesOf("/proc/vmstat").flatMap((line): Reading[] => {
    const [field = "", value] = line.split(" ");
    return ["oom_kill", "pgfault", "pgmajfault"].includes(field) ? [[`node_vmstat_${field}`, {}, Number(value)]] : [];
  });

const filefd: Collector = () => {
  const [allocated, , maximum] = textOf("/proc/sys/fs/file-nr").split(/\s+/);
  return maximum === undefined ? [] : [["node_filefd_allocated", {}, Number(allocated)], ["node_filefd_maximum", {}, Number(maximum)]];
};

const time: Collector = () => [["node_time_seconds", {}, Date.now() / 1_000]];

const uname: Collector = () => [
  ["node_uname_info", { domainname: "(none)", machine: machine(), nodename: hostname(), release: release(), sysname: "Linux", version: version() }, 1],
];

const hwmon: Collector = () =>
  namesIn("/sys/class/hwmon").flatMap((chip) => {
    const name = textOf(`/sys/class/hwmon/${chip}/name`);
    const sensors = namesIn(`/sys/class/hwmon/${chip}`).flatMap((file): Reading[] => {
      const [, sensor] = /^(temp\d+)_input$/.exec(file) ?? [];
      const value = sensor === undefined ? undefined : numberOf(`/sys/class/hwmon/${chip}/${file}`);
      if (sensor === undefined || value === undefined) return [];
      const label = textOf(`/sys/class/hwmon/${chip}/${sensor}_label`).toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
      return [["node_hwmon_temp_celsius", { chip, sensor }, value / 1_000], ...(label === "" ? [] : [["node_hwmon_sensor_label", { chip, label, sensor }, 1] as const])];
    });
    return sensors.length === 0 ? [] : [["node_hwmon_chip_names", { chip, chip_name: name }, 1] as const, ...sensors];
  });

const thermalZone: Collector = () =>
  namesIn("/sys/class/thermal").flatMap((zone): Reading[] => {
    const value = zone.startsWith("thermal_zone") ? numberOf(`/sys/class/thermal/${zone}/temp`) : undefined;
    return value === undefined ? [] : [["node_thermal_zone_temp", { type: textOf(`/sys/class/thermal/${zone}/type`), zone: zone.slice("thermal_zone".length) }, value / 1_000]];
  });

export const kernel: Readonly<Record<string, Collector>> = { cpu, stat, meminfo, loadavg, pressure, vmstat, filefd, time, uname, hwmon, thermal_zone: thermalZone };
