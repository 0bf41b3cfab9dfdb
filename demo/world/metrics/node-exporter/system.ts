import { between } from "../../dice";
import type { Figures } from "../../figures/figures";
import type { Signal } from "../../signal";
import { single } from "../family";
import type { Family } from "../family";

/** A load average: the runnable tasks of the minutes before. */
function load({ processor }: Figures, minutes: number): (at: number) => number {
  const seconds = minutes * 60;
  const { busy, modes, cores } = processor;
  return (at) => {
    const before = at - seconds * 1_000;
    const average = (busy.total(at) - busy.total(before) + modes.iowait.total(at) - modes.iowait.total(before)) / seconds;
    return Math.round(average * cores * 108) / 100;
  };
}

const gauge = (collector: string, name: string, help: string, read: (figures: Figures) => (at: number) => number): Family<Figures> =>
  ({ name, type: "gauge", help, collector, fixed: (figures) => single(read(figures)) });

const counter = (collector: string, name: string, help: string, of: (figures: Figures) => Signal, factor: (figures: Figures) => number = () => 1, whole = true): Family<Figures> => ({
  name,
  type: "counter",
  help,
  collector,
  fixed: (figures) => {
    const signal = of(figures);
    const times = factor(figures);
    const zero = signal.total(figures.booted);
    return single((at) => (whole ? Math.floor((signal.total(at) - zero) * times) : Math.round((signal.total(at) - zero) * times * 1e6) / 1e6));
  },
});

const busy = ({ processor }: Figures) => processor.busy;
const perCore = (factor: number) => ({ processor }: Figures) => processor.cores * factor;
const pressure = (resource: keyof Figures["pressure"], kind: "waiting" | "stalled", help: string) =>
  counter("pressure", `node_pressure_${resource}_${kind}_seconds_total`, help, (figures) => figures.pressure[resource], () => (kind === "stalled" ? 0.6 : 1), false);

/** The exporter does not know which fields of /proc/vmstat are counters. */
const vmstat = (field: string, of: (figures: Figures) => Signal, factor: (figures: Figures) => number): Family<Figures> =>
  ({ ...counter("vmstat", `node_vmstat_${field}`, `/proc/vmstat information field ${field}.`, of, factor), type: "untyped" });

export const system: readonly Family<Figures>[] = [
  gauge("stat", "node_boot_time_seconds", "Node boot time, in unixtime.", ({ booted }) => () => Math.floor(booted / 1_000)),
  counter("stat", "node_context_switches_total", "Total number of context switches.", busy, perCore(5_200)),
  counter("stat", "node_forks_total", "Total number of forks.", busy, perCore(1.4)),
  counter("stat", "node_intr_total", "Total number of interrupts serviced.", busy, perCore(3_400)),
  gauge("stat", "node_procs_blocked", "Number of processes blocked waiting for I/O to complete.", ({ processor }) => (at) => Math.floor(processor.modes.iowait.rate(at) * processor.cores)),
  gauge("stat", "node_procs_running", "Number of processes in runnable state.", ({ processor }) => (at) => 1 + Math.floor(processor.busy.rate(at) * processor.cores)),
  gauge("filefd", "node_filefd_allocated", "File descriptor statistics: allocated.", ({ processor }) => (at) => 32 * Math.round(processor.cores * (4 + 3 * processor.busy.rate(at)))),
  gauge("filefd", "node_filefd_maximum", "File descriptor statistics: maximum.", () => () => 9_223_372_036_854_775_807),
  gauge("loadavg", "node_load1", "1m load average.", (figures) => load(figures, 1)),
  gauge("loadavg", "node_load15", "15m load average.", (figures) => load(figures, 15)),
  gauge("loadavg", "node_load5", "5m load average.", (figures) => load(figures, 5)),
  pressure("cpu", "waiting", "Total time in seconds that processes have waited for CPU time"),
  pressure("io", "stalled", "Total time in seconds no process could make progress due to IO congestion"),
  pressure("io", "waiting", "Total time in seconds that processes have waited due to IO congestion"),
  pressure("memory", "stalled", "Total time in seconds no process could make progress due to memory congestion"),
  pressure("memory", "waiting", "Total time in seconds that processes have waited for memory"),
  gauge("sockstat", "node_sockstat_TCP_inuse", "Number of TCP sockets in state inuse.", ({ processor }) => (at) => Math.round(processor.cores * (2 + processor.busy.rate(at)))),
  gauge("sockstat", "node_sockstat_sockets_used", "Number of IPv4 sockets in use.", ({ processor }) => (at) => Math.round(processor.cores * (14 + 8 * processor.busy.rate(at)))),
  gauge("conntrack", "node_nf_conntrack_entries", "Number of currently allocated flow entries for connection tracking.", ({ processor }) => (at) => Math.round(processor.cores * (40 + 60 * processor.busy.rate(at)))),
  gauge("conntrack", "node_nf_conntrack_entries_limit", "Maximum size of connection tracking table.", () => () => 1_048_576),
  gauge("timex", "node_timex_maxerror_seconds", "Maximum error in seconds.", () => () => 0.012),
  gauge("timex", "node_timex_offset_seconds", "Time offset in between local system and reference clock.", ({ processor }) => (at) => Math.round((processor.busy.rate(at) - 0.2) * 1e3) / 1e7),
  gauge("timex", "node_timex_sync_status", "Is clock synchronized to a reliable server (1 = yes, 0 = no).", () => () => 1),
  vmstat("oom_kill", busy, () => 0),
  vmstat("pgfault", busy, perCore(2_300)),
  vmstat("pgmajfault", ({ pressure: { memory } }) => memory, () => 900),
  gauge("time", "node_time_seconds", "System time in seconds since epoch (1970).", () => (at) => at / 1_000),
  { name: "node_time_zone_offset_seconds", type: "gauge", help: "System time zone offset in seconds.", collector: "time", fixed: () => [{ labels: { time_zone: "UTC" }, value: () => 0 }] },
  {
    name: "node_uname_info",
    type: "gauge",
    help: "Labeled system information as provided by the uname system call.",
    collector: "uname",
    fixed: ({ machine }) => [
      { labels: { domainname: "(none)", machine: "x86_64", nodename: machine.name, release: "4.18.0-553.30.1.el8_10.x86_64", sysname: "Linux", version: "#1 SMP Tue Nov 5 09:46:21 EST 2024" }, value: () => 1 },
    ],
  },
  {
    name: "node_os_info",
    type: "gauge",
    help: "A metric with a constant '1' value labeled by build_id, id, id_like, image_id, image_version, name, pretty_name, variant, variant_id, version, version_codename, version_id.",
    collector: "os",
    fixed: () => [{ labels: { id: "rhel", id_like: "fedora", name: "Red Hat Enterprise Linux", pretty_name: "Red Hat Enterprise Linux 8.10 (Ootpa)", version: "8.10 (Ootpa)", version_id: "8.10" }, value: () => 1 }],
  },
  gauge("processes", "node_processes_threads", "Allocated threads in system", ({ processor, seed }) => () => Math.round(processor.cores * between(seed, "threads", 20, 40))),
];
