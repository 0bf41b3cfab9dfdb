import { all, inNamespace, quoted } from "./promql";

/**
 * How cAdvisor's series are labelled in this cluster. Some (Docker Desktop, cri-dockerd;
 * kube-prometheus issue 1850) lack `container` and `image`: then only whole pods are measured.
 */
export type CadvisorForm = "container" | "pod";

/** Matchers for what belongs to pods, counted once: their containers, or the pods as a whole. */
export function podSeries(form: CadvisorForm, namespace?: string): string {
  return all(form === "container" ? 'container!="",container!="POD"' : 'pod!=""', inNamespace(namespace));
}

/** Kubelets before 1.19 count under another name. */
export type KubeletForm = "state" | "plain" | "old";

/** Pods' names are of letters that mean nothing in a pattern, except the dot. */
const podNames = (pods: readonly string[]): string => `pod=~${quoted(pods.map((pod) => pod.replaceAll(".", "[.]")).join("|"))}`;

/** Panels look at the last five minutes: four scrapes of the slowest usual interval. */
const window = "5m";
const byPod = "by (namespace, pod)";

export const workloadQueries = {
  podCpu: (form: CadvisorForm, namespace?: string) => `sum ${byPod} (rate(container_cpu_usage_seconds_total{${podSeries(form, namespace)}}[${window}]))`,
  podMemory: (form: CadvisorForm, namespace?: string) => `sum ${byPod} (container_memory_working_set_bytes{${podSeries(form, namespace)}})`,
  /** cAdvisor measures the network of the pod's sandbox, which carries no container's name anywhere. */
  podNetwork: (namespace?: string) => {
    const rate = (direction: string) => `sum ${byPod} (rate(container_network_${direction}_bytes_total{${all('pod!=""', inNamespace(namespace))}}[${window}]))`;
    return `${rate("receive")} + ${rate("transmit")}`;
  },
  podsOnHostNetwork: (namespace?: string) => `kube_pod_info{${all('host_network="true"', inNamespace(namespace))}}`,
  statefulSetPods: (namespace?: string) => `kube_pod_owner{${all('owner_kind="StatefulSet"', inNamespace(namespace))}}`,
  /** The highest working set of each container of these pods within the span, such as `6h`. */
  containerPeaks: (namespace: string, pods: readonly string[], span: string) =>
    `max by (pod, container) (max_over_time(container_memory_working_set_bytes{${all(podSeries("container", namespace), podNames(pods))}}[${span}]))`,
  /** The fraction of scheduling periods of late in which each container was held back by its CPU limit. */
  containerThrottling: (namespace: string, pods: readonly string[]) => {
    const rate = (name: string) => `sum by (pod, container) (rate(${name}{${all(podSeries("container", namespace), podNames(pods))}}[${window}]))`;
    return `${rate("container_cpu_cfs_throttled_periods_total")} / ${rate("container_cpu_cfs_periods_total")}`;
  },
  claimUsage: () => "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes)",
  nodeMemoryTotal: () => "node_memory_MemTotal_bytes",
  nodeMemoryUsed: () => "node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes",
  kubeletPods: (form: KubeletForm) => `sum by (node, instance) (${form === "old" ? "kubelet_running_pod_count" : "kubelet_running_pods"})`,
  kubeletContainers: (form: KubeletForm) =>
    `sum by (node, instance) (${form === "old" ? "kubelet_running_container_count" : form === "plain" ? "kubelet_running_containers" : 'kubelet_running_containers{container_state="running"}'})`,
} as const;
