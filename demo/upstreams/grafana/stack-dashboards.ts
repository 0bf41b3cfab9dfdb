import { choice, compose, custom, dataSource, panel, row, type PanelDraft } from "./compose";
import type { Dashboard } from "./dashboard";

const tags = ["kubernetes-mixin"];
const exporterTags = ["node-exporter-mixin"];
const nameless = 'cluster="$cluster"';
const namespace = choice("namespace", `kube_namespace_status_phase{${nameless}}, namespace`);

/** What pods use: their whole slices, which every runtime tells. */
const resources = (of: string, by: string): readonly PanelDraft[] => [
  row("CPU Usage"),
  panel("CPU Usage", "short", { [`{{${by}}}`]: `sum by (${by}) (rate(container_cpu_usage_seconds_total{${of}, pod!="", container=""}[$__rate_interval]))` }, { w: 24, stacked: true }),
  row("Memory Usage"),
  panel("Memory Usage (w/o cache)", "bytes", { [`{{${by}}}`]: `sum by (${by}) (container_memory_working_set_bytes{${of}, pod!="", container=""})` }, { w: 24, stacked: true }),
];
const throttling = (of: string): readonly PanelDraft[] => [
  row("CPU Throttling"),
  panel("CPU Throttling", "percentunit", { "{{container}}": `sum by (container) (rate(container_cpu_cfs_throttled_periods_total{${of}, container!=""}[$__rate_interval])) / sum by (container) (rate(container_cpu_cfs_periods_total{${of}, container!=""}[$__rate_interval]))` }, { w: 24, max: 1 }),
];
const network = (of: string, by = "pod"): readonly PanelDraft[] => [
  row("Bandwidth"),
  panel("Receive Bandwidth", "Bps", { [`{{${by}}}`]: `sum by (${by}) (rate(container_network_receive_bytes_total{${of}}[$__rate_interval]))` }),
  panel("Transmit Bandwidth", "Bps", { [`{{${by}}}`]: `sum by (${by}) (rate(container_network_transmit_bytes_total{${of}}[$__rate_interval]))` }),
];

const ofPod = `${nameless}, namespace="$namespace", pod="$pod"`;
const ofWorkload = `${nameless}, namespace="$namespace", pod=~"$workload-.*"`;
const ofNamespace = `${nameless}, namespace="$namespace"`;
const pod = choice("pod", 'kube_pod_info{namespace="$namespace"}, pod');
const workload = choice("workload", 'kube_pod_labels{namespace="$namespace"}, label_app');
const type = custom("type", ["deployment", "statefulset", "daemonset"]);
const exporter = `job="node-exporter", instance="$instance"`;
const instance = choice("instance", 'node_uname_info{job="node-exporter", sysname!="Darwin"}, instance');
const device = `${exporter}, device!~"lo|veth.*|cali.*"`;
const claim = `${nameless}, namespace="$namespace", persistentvolumeclaim="$volume"`;

/** A dashboard and the file that brings it. */
export interface ProvisionedFile {
  readonly file: string;
  readonly dashboard: Dashboard;
}

const file = (name: string, dashboard: Parameters<typeof compose>[0]): ProvisionedFile => ({ file: `${name}.json`, dashboard: compose(dashboard) });
const kubernetes = (name: string, uid: string, title: string, variables: Parameters<typeof compose>[0]["variables"], panels: readonly PanelDraft[]) =>
  file(name, { uid, title: `Kubernetes / ${title}`, tags, variables: [...dataSource, ...(variables ?? [])], panels });

/** The dashboards of kube-prometheus-stack, under the uids and titles that it gives them, with the panels that tell most. */
export const stackDashboards: readonly ProvisionedFile[] = [
  file("nodes", {
    uid: "7d57716318ee0dddbac5a7f451fb7753",
    title: "Node Exporter / Nodes",
    tags: exporterTags,
    variables: [...dataSource, instance],
    panels: [
      row("CPU"),
      panel("CPU Usage", "percentunit", { "{{mode}}": `avg by (mode) (rate(node_cpu_seconds_total{${exporter}, mode!~"idle|iowait|steal"}[$__rate_interval]))` }, { stacked: true, max: 1 }),
      panel("Load Average", "short", { "1m load average": `node_load1{${exporter}}`, "5m load average": `node_load5{${exporter}}`, "15m load average": `node_load15{${exporter}}` }),
      row("Memory"),
      panel("Memory Usage", "bytes", { "memory used": `node_memory_MemTotal_bytes{${exporter}} - node_memory_MemAvailable_bytes{${exporter}}`, "memory cached": `node_memory_Cached_bytes{${exporter}}`, "memory free": `node_memory_MemFree_bytes{${exporter}}` }, { w: 18, stacked: true }),
      panel("Memory Usage", "percentunit", `1 - avg(node_memory_MemAvailable_bytes{${exporter}}) / avg(node_memory_MemTotal_bytes{${exporter}})`, { w: 6, type: "gauge", max: 1 }),
      row("Disk"),
      panel("Disk I/O", "Bps", { "{{device}} read": `rate(node_disk_read_bytes_total{${exporter}}[$__rate_interval])`, "{{device}} written": `rate(node_disk_written_bytes_total{${exporter}}[$__rate_interval])` }),
      panel("Disk Space Usage", "percentunit", { "{{mountpoint}}": `1 - max by (mountpoint) (node_filesystem_avail_bytes{${exporter}, fstype!=""}) / max by (mountpoint) (node_filesystem_size_bytes{${exporter}, fstype!=""})` }, { type: "table", max: 1 }),
      row("Network"),
      panel("Network Received", "bps", { "{{device}}": `rate(node_network_receive_bytes_total{${device}}[$__rate_interval]) * 8` }),
      panel("Network Transmitted", "bps", { "{{device}}": `rate(node_network_transmit_bytes_total{${device}}[$__rate_interval]) * 8` }),
    ],
  }),
  file("node-rsrc-use", {
    uid: "fac67cfbe174d3ef53eb473d73d9212f",
    title: "Node Exporter / USE Method / Node",
    tags: exporterTags,
    variables: [...dataSource, instance],
    panels: [
      row("CPU"),
      panel("CPU Utilisation", "percentunit", { Utilisation: `1 - avg(rate(node_cpu_seconds_total{${exporter}, mode="idle"}[$__rate_interval]))` }, { max: 1 }),
      panel("CPU Saturation (Load1 per CPU)", "percentunit", { Saturation: `node_load1{${exporter}} / scalar(count(node_cpu_seconds_total{${exporter}, mode="idle"}))` }),
      row("Memory"),
      panel("Memory Utilisation", "percentunit", { Utilisation: `1 - node_memory_MemAvailable_bytes{${exporter}} / node_memory_MemTotal_bytes{${exporter}}` }, { max: 1 }),
      panel("Memory Saturation (Major Page Faults)", "short", { "Major page faults": `rate(node_vmstat_pgmajfault{${exporter}}[$__rate_interval])` }),
      row("Disk IO"),
      panel("Disk IO Utilisation", "percentunit", { "{{device}}": `rate(node_disk_io_time_seconds_total{${exporter}}[$__rate_interval])` }),
      panel("Disk Space Utilisation", "percentunit", { "{{mountpoint}}": `1 - max by (mountpoint) (node_filesystem_avail_bytes{${exporter}, fstype!=""}) / max by (mountpoint) (node_filesystem_size_bytes{${exporter}, fstype!=""})` }, { max: 1 }),
    ],
  }),
  kubernetes("k8s-resources-cluster", "efa86fd1d0c121a26444b636a3f509a8", "Compute Resources / Cluster", [], [
    panel("CPU Utilisation", "percentunit", '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))', { w: 8, h: 4, type: "stat" }),
    panel("Memory Utilisation", "percentunit", "1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes)", { w: 8, h: 4, type: "stat" }),
    panel("Pods", "short", 'sum(kube_pod_status_phase{phase="Running"})', { w: 8, h: 4, type: "stat" }),
    ...resources('namespace!=""', "namespace"),
  ]),
  kubernetes("k8s-resources-namespace", "85a562078cdf77779eaa1add43ccec1e", "Compute Resources / Namespace (Pods)", [namespace], [...resources(ofNamespace, "pod"), ...network(ofNamespace)]),
  kubernetes("k8s-resources-workloads-namespace", "a87fb0d919ec0ea5f6543124e16c42a5", "Compute Resources / Namespace (Workloads)", [namespace, type], [...resources(ofNamespace, "pod"), ...network(ofNamespace)]),
  kubernetes("k8s-resources-node", "200ac8fdbfbb74b39aff88118e4d1c2c", "Compute Resources / Node (Pods)", [choice("node", "kube_node_info, node", { all: true })], resources(`${nameless}, node=~"$node"`, "pod")),
  kubernetes("k8s-resources-pod", "6581e46e4e5c7ba40a07646395ef7b23", "Compute Resources / Pod", [namespace, pod], [...resources(ofPod, "pod"), ...throttling(ofPod), ...network(ofPod)]),
  kubernetes("k8s-resources-workload", "a164a7f0339f99e89cea5cb47e9be617", "Compute Resources / Workload", [namespace, type, workload], [...resources(ofWorkload, "pod"), ...network(ofWorkload)]),
  kubernetes("cluster-total", "ff635a025bcfea7bc3dd4f508990a3e9", "Networking / Cluster", [], network('namespace!=""', "namespace")),
  kubernetes("namespace-by-pod", "8b7a8b326d7a6f1f04244066368c67af", "Networking / Namespace (Pods)", [namespace], network(ofNamespace)),
  kubernetes("pod-total", "7a18067ce943a40ae25454675c19ff5c", "Networking / Pod", [namespace, pod], network(ofPod)),
  kubernetes("workload-total", "728bf77cc1166d2f3133bf25846876cc", "Networking / Workload", [namespace, type, workload], network(ofWorkload)),
  kubernetes("persistentvolumesusage", "919b92a8e8041bd567af9edab12c840c", "Persistent Volumes", [namespace, choice("volume", 'kubelet_volume_stats_capacity_bytes{namespace="$namespace"}, persistentvolumeclaim')], [
    panel("Volume Space Usage", "bytes", { "Used Space": `sum without (instance, node) (kubelet_volume_stats_used_bytes{${claim}})`, "Free Space": `sum without (instance, node) (kubelet_volume_stats_available_bytes{${claim}})` }, { w: 18, stacked: true }),
    panel("Volume Space Usage", "percentunit", `max(kubelet_volume_stats_used_bytes{${claim}}) / max(kubelet_volume_stats_capacity_bytes{${claim}})`, { w: 6, type: "gauge", max: 1 }),
    panel("Volume inodes Usage", "short", { "Used inodes": `max(kubelet_volume_stats_inodes{${claim}}) - max(kubelet_volume_stats_inodes_free{${claim}})`, "Free inodes": `max(kubelet_volume_stats_inodes_free{${claim}})` }, { w: 18, stacked: true }),
    panel("Volume inodes Usage", "percentunit", `1 - max(kubelet_volume_stats_inodes_free{${claim}}) / max(kubelet_volume_stats_inodes{${claim}})`, { w: 6, type: "gauge", max: 1 }),
  ]),
  kubernetes("kubelet", "3138fa155d5915769fbded898ac09fd9", "Kubelet", [], [
    panel("Running Kubelets", "short", "count(kubelet_node_name)", { w: 8, h: 4, type: "stat" }),
    panel("Running Pods", "short", "sum(kubelet_running_pods)", { w: 8, h: 4, type: "stat" }),
    panel("Running Containers", "short", 'sum(kubelet_running_containers{container_state="running"})', { w: 8, h: 4, type: "stat" }),
    panel("Pods of each node", "short", { "{{node}}": "sum by (node) (kubelet_running_pods)" }, { w: 24 }),
  ]),
  file("prometheus", {
    uid: "9fa0d141-d019-4ad7-8bc5-42196ee308bd",
    title: "Prometheus / Overview",
    tags: ["prometheus-mixin"],
    variables: dataSource,
    panels: [panel("Targets", "short", { "{{scrape_job}}": "sum by (scrape_job) (prometheus_target_scrape_pool_targets)" }, { stacked: true }), panel("Head Series", "short", { "{{pod}}": "prometheus_tsdb_head_series" }), panel("Appended Samples", "short", { "{{pod}}": "rate(prometheus_tsdb_head_samples_appended_total[$__rate_interval])" }, { w: 24 })],
  }),
  file("alertmanager-overview", {
    uid: "alertmanager-overview",
    title: "Alertmanager / Overview",
    tags: ["alertmanager-mixin"],
    variables: dataSource,
    panels: [panel("Alerts", "short", { "{{pod}} {{state}}": "sum by (pod, state) (alertmanager_alerts)" }), panel("Silences", "short", { "{{pod}} {{state}}": "sum by (pod, state) (alertmanager_silences)" })],
  }),
];

/** The number of the node dashboard's panel for each chart of the portal that it has one for. */
export const nodePanels: Readonly<Record<string, number>> = { cpu: 2, load: 3, memory: 5, written: 8, received: 11, sent: 12 };
