import { compose, dataSource, panel } from "./compose";
import type { Dashboard } from "./dashboard";
import { stackDashboards } from "./stack-dashboards";

export { nodePanels } from "./stack-dashboards";

/** A folder of dashboards. */
export interface Folder {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
}

/** The only folder that there is from the start; what is in none is in the general one. */
export const beamlinesFolder: Folder = { id: 1, uid: "beamlines", title: "Beamlines" };

/** A dashboard that a sidecar writes from a ConfigMap into a file, which Grafana reads. */
export interface Provisioned {
  readonly configMap: { readonly namespace: string; readonly name: string };
  /** The ConfigMap's key, and the file's name. */
  readonly file: string;
  readonly folder?: Folder;
  readonly dashboard: Dashboard;
}

const customers: readonly Omit<Provisioned, "configMap">[] = [
  { file: "ioc-restarts.json", dashboard: compose({ uid: "castor-ioc-restarts", title: "IOC restarts", tags: ["beamline"], panels: [panel("IOC restarts", "short", { "{{pod}}": 'increase(kube_pod_container_status_restarts_total{namespace=~".*-beamline"}[1h])' }, { w: 24 })] }) },
  { file: "detector-network.json", dashboard: compose({ uid: "castor-detector-network", title: "Detector network", tags: ["beamline"], panels: [panel("Detector network", "bps", { "{{instance}} {{device}}": 'rate(node_network_receive_bytes_total{device=~"ens.*|eth.*"}[$__rate_interval]) * 8' }, { w: 24 })] }) },
];

/** Every dashboard of a cluster that ConfigMaps bring: the stack's, those of the customers together, and one of each beamline. */
export function provisionedDashboards(beamlines: readonly string[]): readonly Provisioned[] {
  return [
    ...stackDashboards.map(({ file, dashboard }) => ({ configMap: { namespace: "monitoring", name: `kube-prometheus-stack-${file.replace(/\.json$/, "")}` }, file, dashboard })),
    ...customers.map((each) => ({ ...each, configMap: { namespace: "monitoring", name: "grafana-customer-dashboards" } })),
    ...beamlines.map((namespace) => ({
      configMap: { namespace, name: `${namespace}-dashboard` },
      file: `${namespace}.json`,
      folder: beamlinesFolder,
      dashboard: compose({ uid: `castor-${namespace}`, title: `${namespace} memory`, tags: ["beamline"], panels: [panel(`${namespace} memory`, "bytes", { "{{pod}}": `sum by (pod) (container_memory_working_set_bytes{namespace="${namespace}", container=""})` }, { w: 24, stacked: true })] }),
    })),
  ];
}

/** What people made in Grafana itself, with who did. */
export const ownDashboards: readonly { readonly dashboard: Dashboard; readonly folder?: Folder; readonly by: string }[] = [
  {
    by: "p47-staff",
    folder: beamlinesFolder,
    dashboard: compose({
      uid: "cdm1xq7hq0a9sb",
      title: "Before the beam comes",
      tags: ["beamline", "shift"],
      variables: dataSource,
      panels: [
        panel("Machines that answer", "short", 'sum(up{job="node-exporter"})', { w: 6, h: 5, type: "stat" }),
        panel("Pods that are ready", "short", 'sum(kube_pod_status_ready{condition="true", namespace=~".*-beamline"})', { w: 6, h: 5, type: "stat" }),
        panel("Restarts today", "short", 'sum(increase(kube_pod_container_status_restarts_total{namespace=~".*-beamline"}[1d]))', { w: 6, h: 5, type: "stat" }),
        panel("Fullest claim", "percentunit", "max(kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes)", { w: 6, h: 5, type: "gauge", max: 1 }),
        panel("Memory of the beamline", "bytes", { "{{pod}}": 'topk(6, sum by (pod) (container_memory_working_set_bytes{namespace=~".*-beamline", container=""}))' }, { stacked: true }),
        panel("Load of the machines", "short", { "{{instance}}": "node_load5" }),
      ],
    }),
  },
  {
    by: "admin",
    dashboard: compose({
      uid: "aeb2v5m0nq4n4c",
      title: "Where the memory goes",
      tags: ["capacity"],
      variables: dataSource,
      panels: [
        panel("Memory of each namespace", "bytes", { "{{namespace}}": 'topk(8, sum by (namespace) (container_memory_working_set_bytes{pod!="", container=""}))' }, { w: 16, stacked: true }),
        panel("Memory in use", "percentunit", "1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes)", { w: 8, type: "gauge", max: 1 }),
        panel("Free memory of each node", "bytes", { "{{instance}}": "node_memory_MemAvailable_bytes" }, { w: 24, type: "table" }),
      ],
    }),
  },
];
