import { sensorName, virtualDisks, virtualFilesystems, virtualMounts, virtualNetworks, type NodeChartId } from "@/lib/model";
import type { Labels } from "./client";
import { all, quoted } from "./promql";

/** Some lines of a chart: an expression in the chart's unit, and the line each of its series belongs to. */
export interface LineQuery {
  readonly expression: string;
  readonly line: (labels: Labels) => string | undefined;
  /** What the line cannot go beyond: rates of neighbouring scrapes overshoot a little. */
  readonly most?: number;
}

const realNetworks = `device!~${quoted(virtualNetworks)}`;
const realDisks = `device!~${quoted(virtualDisks)}`;
const realFilesystems = `fstype!~${quoted(virtualFilesystems)},mountpoint!~${quoted(virtualMounts)}`;

const device = (labels: Labels) => labels["device"];
const named = (name: string) => () => name;

/** The lines of each chart of one node. They carry the names that live samples give them, so that past and present meet. */
export function nodeChartQueries(selector: string, window: string): Readonly<Record<NodeChartId, readonly LineQuery[]>> {
  const rate = (metric: string, more = "") => `rate(${metric}{${all(selector, more)}}[${window}])`;
  const memory = (kind: string) => `node_memory_${kind}_bytes{${selector}}`;
  const pressure = (resource: string): LineQuery => ({ expression: rate(`node_pressure_${resource}_waiting_seconds_total`), line: named(resource), most: 1 });
  return {
    cpu: [{ expression: `sum by (mode) (${rate("node_cpu_seconds_total", 'mode!="idle"')})`, line: ({ mode }) => mode }],
    // What is not idle is busy: one series for each core instead of one for each mode of each core.
    cores: [{ expression: `1 - sum by (cpu) (${rate("node_cpu_seconds_total", 'mode="idle"')})`, line: ({ cpu }) => cpu, most: 1 }],
    load: [
      { expression: `node_load1{${selector}}`, line: named("1 min") },
      { expression: `node_load5{${selector}}`, line: named("5 min") },
      { expression: `node_load15{${selector}}`, line: named("15 min") },
    ],
    memory: [
      { expression: `${memory("MemTotal")} - ${memory("MemAvailable")}`, line: named("used") },
      { expression: `${memory("MemAvailable")} - ${memory("MemFree")}`, line: named("cache") },
      { expression: memory("MemFree"), line: named("free") },
      { expression: memory("Committed_AS"), line: named("committed") },
    ],
    received: [{ expression: rate("node_network_receive_bytes_total", realNetworks), line: device }],
    sent: [{ expression: rate("node_network_transmit_bytes_total", realNetworks), line: device }],
    read: [{ expression: rate("node_disk_read_bytes_total", realDisks), line: device }],
    written: [{ expression: rate("node_disk_written_bytes_total", realDisks), line: device }],
    busy: [{ expression: rate("node_disk_io_time_seconds_total", realDisks), line: device, most: 1 }],
    pressure: [pressure("cpu"), pressure("memory"), pressure("io")],
    temperature: [
      { expression: `node_hwmon_temp_celsius{${selector}}`, line: sensorName },
      { expression: `node_thermal_zone_temp{${selector}}`, line: sensorName },
    ],
  };
}

/** The figures of every node at once, one series for each exporter (`job`, `instance`). */
export function allNodesQueries(window: string) {
  const by = "by (job, instance)";
  return {
    cpu: `sum ${by} (rate(node_cpu_seconds_total{mode!="idle"}[${window}])) / count ${by} (node_cpu_seconds_total{mode="idle"})`,
    memory: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
    received: `sum ${by} (rate(node_network_receive_bytes_total{${realNetworks}}[${window}]))`,
    sent: `sum ${by} (rate(node_network_transmit_bytes_total{${realNetworks}}[${window}]))`,
    load: "node_load1",
    disk: `max ${by} (1 - node_filesystem_avail_bytes{${realFilesystems}} / node_filesystem_size_bytes{${realFilesystems}})`,
    /** When each was scraped, in seconds since the epoch. */
    seen: "timestamp(node_load1)",
  } as const;
}

/** What the whole cluster uses and has. */
export function usageQueries(window: string) {
  const troubled = "CrashLoopBackOff|ImagePullBackOff|ErrImagePull|InvalidImageName|CreateContainerConfigError|CreateContainerError";
  return {
    usedCores: `sum(rate(node_cpu_seconds_total{mode!="idle"}[${window}]))`,
    totalCores: 'count(node_cpu_seconds_total{mode="idle"})',
    usedBytes: "sum(node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes)",
    totalBytes: "sum(node_memory_MemTotal_bytes)",
    pods: "count(kube_pod_info)",
    podsNotWell: `count((sum by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Failed|Unknown"}) > 0) or (sum by (namespace, pod) (kube_pod_container_status_waiting_reason{reason=~${quoted(troubled)}}) > 0))`,
    /** Where kube-state-metrics is not installed. */
    podsOfKubelets: "sum(kubelet_running_pods)",
  } as const;
}
