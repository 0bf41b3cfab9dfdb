import { workload } from "../workload";
import type { Workload } from "../workload";

/** What runs on every node of every cluster. */
export function perNode(): Workload[] {
  const daemon = (namespace: string, name: string, image: string, more: object = {}) =>
    workload("DaemonSet", namespace, name, image, { replicas: 0, hostNetwork: true, cores: 0.25, memoryMiB: 180, ...more });
  return [
    daemon("kube-system", "kube-proxy", "registry.k8s.io/kube-proxy:v1.31.4", { labels: { "k8s-app": "kube-proxy" } }),
    daemon("kube-system", "calico-node", "docker.io/calico/node:v3.29.1", { labels: { "k8s-app": "calico-node" }, cores: 0.5, memoryMiB: 320 }),
    daemon("monitoring", "node-exporter", "quay.io/prometheus/node-exporter:v1.8.2", {
      labels: { "app.kubernetes.io/component": "exporter", "app.kubernetes.io/part-of": "kube-prometheus" },
    }),
  ];
}

/** DNS and monitoring: what every cluster has once, and its Alertmanagers, of which there may be several. */
export function services({ alertmanagers = 1 } = {}): Workload[] {
  const monitoring = (kind: Workload["kind"], name: string, image: string, port: number, portName: string, memoryMiB: number, { replicas = 1, called = {} }: { readonly replicas?: number; readonly called?: Readonly<Record<string, string>> } = {}) =>
    workload(kind, "monitoring", name, image, {
      replicas,
      memoryMiB,
      cores: 1,
      labels: { "app.kubernetes.io/part-of": "kube-prometheus", ...Object.fromEntries(Object.entries(called).map(([key, value]) => [`app.kubernetes.io/${key}`, value])) },
      service: { ports: [{ name: portName, port }] },
    });
  return [
    workload("Deployment", "kube-system", "coredns", "registry.k8s.io/coredns/coredns:v1.11.3", {
      replicas: 2,
      labels: { "k8s-app": "kube-dns" },
      service: { ports: [{ name: "dns", port: 53 }, { name: "metrics", port: 9153 }] },
    }),
    monitoring("Deployment", "kube-state-metrics", "registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.14.0", 8443, "https-main", 512),
    monitoring("StatefulSet", "prometheus-k8s", "quay.io/prometheus/prometheus:v2.55.1", 9090, "web", 12_288, { called: { name: "prometheus", instance: "k8s", component: "prometheus" } }),
    monitoring("StatefulSet", "alertmanager-main", "quay.io/prometheus/alertmanager:v0.28.1", 9093, "web", 256, { replicas: alertmanagers, called: { name: "alertmanager", instance: "main", component: "alert-router" } }),
    monitoring("Deployment", "grafana", "docker.io/grafana/grafana:11.4.0", 3000, "http", 1_024, { called: { component: "grafana" } }),
    monitoring("Deployment", "prometheus-operator", "quay.io/prometheus-operator/prometheus-operator:v0.79.2", 8443, "https", 512),
    workload("Deployment", "stackrox", "sensor", "quay.io/stackrox-io/main:4.6.1", { memoryMiB: 2_048, cores: 2 }),
    workload("Deployment", "kubernetes-dashboard", "kubernetes-dashboard", "docker.io/kubernetesui/dashboard:v2.7.0", {
      service: { ports: [{ name: "https", port: 443 }] },
    }),
  ];
}
