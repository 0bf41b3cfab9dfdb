import { runbook, type AlertingRule, type RuleGroup } from "./rules-declaration";

/** More is asked for than would be left if the largest node failed. */
function overcommit(alert: string, resource: "cpu" | "memory", what: string): AlertingRule {
  const room = `kube_node_status_allocatable{job="kube-state-metrics",resource="${resource}"}`;
  const asked = `sum by (cluster) (kube_pod_container_resource_requests{job="kube-state-metrics",resource="${resource}"})`;
  return {
    alert,
    expr: `${asked} - (sum by (cluster) (${room}) - max by (cluster) (${room})) > 0 and (sum by (cluster) (${room}) - max by (cluster) (${room})) > 0`,
    for: "10m",
    labels: { severity: "warning" },
    annotations: {
      summary: `Cluster has overcommitted ${what} resource requests.`,
      description: `Cluster has overcommitted ${what} resource requests for Pods by {{ $value }} and cannot tolerate node failure.`,
      runbook_url: runbook("kubernetes", alert),
    },
  };
}

const daemonSet = (name: string) => `kube_daemonset_status_${name}{job="kube-state-metrics"}`;

/** Rules about what a cluster has room for, and about workloads that reach their limits. */
export const capacityRules: readonly RuleGroup[] = [
  { name: "kubernetes-resources-cluster", interval: 60_000, rules: [overcommit("KubeCPUOvercommit", "cpu", "CPU"), overcommit("KubeMemoryOvercommit", "memory", "memory")] },
  {
    name: "kubernetes-apps-limits",
    interval: 15_000,
    rules: [
      {
        alert: "KubeHpaMaxedOut",
        expr: 'kube_horizontalpodautoscaler_status_current_replicas{job="kube-state-metrics"} == kube_horizontalpodautoscaler_spec_max_replicas{job="kube-state-metrics"}',
        for: "2m",
        labels: { severity: "warning" },
        annotations: {
          summary: "HPA is running at max replicas.",
          description: "HPA {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has been running at max replicas for longer than 2 minutes.",
          runbook_url: runbook("kubernetes", "KubeHpaMaxedOut"),
        },
      },
      {
        alert: "KubeDaemonSetRolloutStuck",
        expr:
          `((${daemonSet("current_number_scheduled")} != ${daemonSet("desired_number_scheduled")}) or (${daemonSet("number_misscheduled")} != 0) ` +
          `or (${daemonSet("updated_number_scheduled")} != ${daemonSet("desired_number_scheduled")}) or (${daemonSet("number_available")} != ${daemonSet("desired_number_scheduled")})) ` +
          `and (changes(${daemonSet("updated_number_scheduled")}[5m]) == 0)`,
        for: "15m",
        labels: { severity: "warning" },
        annotations: {
          summary: "DaemonSet rollout is stuck.",
          description: "DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} has not finished or progressed for at least 15m.",
          runbook_url: runbook("kubernetes", "KubeDaemonSetRolloutStuck"),
        },
      },
    ],
  },
];
