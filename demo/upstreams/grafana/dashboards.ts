/** One panel of a dashboard: a query over the variables, and how its values are written. */
export interface DashboardPanel {
  readonly title: string;
  /** `$name` stands for a variable; a variable that is not set matches everything. */
  readonly query: string;
  readonly unit: "fraction" | "bytes" | "bytes/s" | "number";
}

/** A dashboard of kube-prometheus-stack, under the UID that the stack gives it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly variables: readonly string[];
  readonly panels: readonly DashboardPanel[];
}

const tags = ["kubernetes-mixin"];
const pod = 'namespace=~"$namespace", pod=~"$pod"';
const workload = 'namespace=~"$namespace", pod=~"$workload-.*"';
const node = 'node=~"$node"';
const device = 'instance=~"$instance", device!~"lo|veth.*|cali.*"';

const cpuOf = (of: string): DashboardPanel => ({ title: "CPU usage, cores", query: `sum by (pod) (rate(container_cpu_usage_seconds_total{${of}}[5m]))`, unit: "number" });
const memoryOf = (of: string): DashboardPanel => ({ title: "Memory usage", query: `sum by (pod) (container_memory_working_set_bytes{${of}})`, unit: "bytes" });
const networkOf = (of: string): readonly DashboardPanel[] => [
  { title: "Receive bandwidth", query: `sum by (pod) (rate(container_network_receive_bytes_total{${of}}[5m]))`, unit: "bytes/s" },
  { title: "Transmit bandwidth", query: `sum by (pod) (rate(container_network_transmit_bytes_total{${of}}[5m]))`, unit: "bytes/s" },
];

/** The dashboards that Castor links to. */
export const dashboards: readonly Dashboard[] = [
  {
    uid: "7d57716318ee0dddbac5a7f451fb7753",
    title: "Node Exporter / Nodes",
    tags: ["node-exporter-mixin"],
    variables: ["datasource", "cluster", "instance"],
    panels: [
      { title: "CPU usage", query: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle", instance=~"$instance"}[5m]))', unit: "fraction" },
      { title: "Load average, 1 min", query: 'node_load1{instance=~"$instance"}', unit: "number" },
      { title: "Memory usage", query: '1 - node_memory_MemAvailable_bytes{instance=~"$instance"} / node_memory_MemTotal_bytes{instance=~"$instance"}', unit: "fraction" },
      { title: "Disk I/O, written", query: 'sum by (instance) (rate(node_disk_written_bytes_total{instance=~"$instance"}[5m]))', unit: "bytes/s" },
      { title: "Network received", query: `sum by (instance) (rate(node_network_receive_bytes_total{${device}}[5m]))`, unit: "bytes/s" },
      { title: "Network transmitted", query: `sum by (instance) (rate(node_network_transmit_bytes_total{${device}}[5m]))`, unit: "bytes/s" },
    ],
  },
  { uid: "200ac8fdbfbb74b39aff88118e4d1c2c", title: "Kubernetes / Compute Resources / Node (Pods)", tags, variables: ["datasource", "cluster", "node"], panels: [cpuOf(node), memoryOf(node)] },
  { uid: "a164a7f0339f99e89cea5cb47e9be617", title: "Kubernetes / Compute Resources / Workload", tags, variables: ["datasource", "cluster", "namespace", "type", "workload"], panels: [cpuOf(workload), memoryOf(workload), ...networkOf(workload)] },
  { uid: "6581e46e4e5c7ba40a07646395ef7b23", title: "Kubernetes / Compute Resources / Pod", tags, variables: ["datasource", "cluster", "namespace", "pod"], panels: [cpuOf(pod), memoryOf(pod), ...networkOf(pod)] },
  { uid: "7a18067ce943a40ae25454675c19ff5c", title: "Kubernetes / Networking / Pod", tags, variables: ["datasource", "cluster", "namespace", "pod"], panels: networkOf(pod) },
  {
    uid: "919b92a8e8041bd567af9edab12c840c",
    title: "Kubernetes / Persistent Volumes",
    tags,
    variables: ["datasource", "cluster", "namespace", "volume"],
    panels: [{ title: "Volume space used", query: 'kubelet_volume_stats_used_bytes{namespace=~"$namespace", persistentvolumeclaim=~"$volume"}', unit: "bytes" }],
  },
];

/** The number of the node dashboard's panel for each chart of the portal that it has one for. */
export const nodePanels: Readonly<Record<string, number>> = { cpu: 1, load: 2, memory: 3, written: 4, received: 5, sent: 6 };

/** The last part of a dashboard's address, as Grafana makes it from the title. */
export function slugOf({ title }: Dashboard): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
