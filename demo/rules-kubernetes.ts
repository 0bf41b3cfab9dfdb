import { runbook, type RuleGroup } from "./rules-declaration";

const apps: RuleGroup = {
  name: "kubernetes-apps",
  interval: 15_000,
  rules: [
    {
      alert: "KubePodCrashLooping",
      expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff",job="kube-state-metrics"}[5m]) >= 1',
      for: "1m",
      labels: { severity: "warning" },
      annotations: {
        summary: "Pod is crash looping.",
        description: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.container }}) is in waiting state (reason: "CrashLoopBackOff").',
        runbook_url: runbook("kubernetes", "KubePodCrashLooping"),
      },
    },
    {
      alert: "KubePodNotReady",
      expr:
        'sum by (namespace, pod, cluster) (max by (namespace, pod, cluster) (kube_pod_status_phase{job="kube-state-metrics",phase=~"Pending|Unknown|Failed"}) ' +
        '* on (namespace, pod, cluster) group_left (owner_kind) topk by (namespace, pod, cluster) (1, max by (namespace, pod, owner_kind, cluster) (kube_pod_owner{owner_kind!="Job"}))) > 0',
      for: "2m",
      labels: { severity: "warning" },
      annotations: {
        summary: "Pod has been in a non-ready state for more than 2 minutes.",
        description: "Pod {{ $labels.namespace }}/{{ $labels.pod }} has been in a non-ready state for longer than 2 minutes.",
        runbook_url: runbook("kubernetes", "KubePodNotReady"),
      },
    },
    {
      alert: "KubeContainerWaiting",
      expr: 'kube_pod_container_status_waiting_reason{reason!="CrashLoopBackOff",job="kube-state-metrics"} > 0',
      for: "5m",
      labels: { severity: "warning" },
      annotations: {
        summary: "Pod container waiting longer than 5 minutes.",
        description: 'Pod {{ $labels.namespace }}/{{ $labels.pod }}: container {{ $labels.container }} has been waiting for longer than 5 minutes (reason: "{{ $labels.reason }}").',
        runbook_url: runbook("kubernetes", "KubeContainerWaiting"),
      },
    },
    {
      alert: "KubeStatefulSetReplicasMismatch",
      expr: 'kube_statefulset_status_replicas_ready{job="kube-state-metrics"} != kube_statefulset_replicas{job="kube-state-metrics"}',
      for: "1m",
      labels: { severity: "warning" },
      annotations: {
        summary: "StatefulSet has not matched the expected number of replicas.",
        description: "StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has not matched the expected number of replicas for longer than a minute.",
        runbook_url: runbook("kubernetes", "KubeStatefulSetReplicasMismatch"),
      },
    },
    {
      alert: "KubeDeploymentReplicasMismatch",
      expr: 'kube_deployment_spec_replicas{job="kube-state-metrics"} > kube_deployment_status_replicas_available{job="kube-state-metrics"}',
      for: "1m",
      labels: { severity: "warning" },
      annotations: {
        summary: "Deployment has not matched the expected number of replicas.",
        description: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has not matched the expected number of replicas for longer than a minute.",
        runbook_url: runbook("kubernetes", "KubeDeploymentReplicasMismatch"),
      },
    },
    {
      alert: "KubeJobFailed",
      expr: 'kube_job_failed{job="kube-state-metrics"} > 0',
      for: "1m",
      labels: { severity: "warning" },
      annotations: {
        summary: "Job failed to complete.",
        description: "Job {{ $labels.namespace }}/{{ $labels.job_name }} failed to complete. Removing failed job after investigation should clear this alert.",
        runbook_url: runbook("kubernetes", "KubeJobFailed"),
      },
    },
  ],
};

const system: RuleGroup = {
  name: "kubernetes-system-kubelet",
  interval: 15_000,
  rules: [
    {
      alert: "KubeNodeNotReady",
      expr: 'kube_node_status_condition{job="kube-state-metrics",condition="Ready",status="true"} == 0',
      for: "30s",
      labels: { severity: "critical" },
      annotations: {
        summary: "Node is not ready.",
        description: "{{ $labels.node }} has been unready for more than 30 seconds.",
        runbook_url: runbook("kubernetes", "KubeNodeNotReady"),
      },
    },
    {
      alert: "KubeNodeUnreachable",
      expr:
        '(kube_node_spec_taint{job="kube-state-metrics",key="node.kubernetes.io/unreachable",effect="NoSchedule"} unless ignoring (key, value) ' +
        'kube_node_spec_taint{job="kube-state-metrics",key=~"ToBeDeletedByClusterAutoscaler|cloud.google.com/impending-node-termination|aws-node-termination-handler/spot-itn"}) == 1',
      for: "30s",
      labels: { severity: "warning" },
      annotations: {
        summary: "Node is unreachable.",
        description: "{{ $labels.node }} is unreachable and some workloads may be rescheduled.",
        runbook_url: runbook("kubernetes", "KubeNodeUnreachable"),
      },
    },
    {
      alert: "KubeNodePressure",
      expr: 'kube_node_status_condition{job="kube-state-metrics",condition=~"(MemoryPressure|DiskPressure|PIDPressure)",status="true"} == 1',
      for: "1m",
      labels: { severity: "info" },
      annotations: {
        summary: "Node has an active condition of pressure.",
        description: "{{ $labels.node }} has active condition {{ $labels.condition }}: its resources are short, and pods on it may be evicted.",
        runbook_url: runbook("kubernetes", "KubeNodePressure"),
      },
    },
  ],
};

const resources: RuleGroup = {
  name: "kubernetes-resources",
  interval: 60_000,
  rules: [
    {
      alert: "CPUThrottlingHigh",
      expr:
        'sum by (cluster, container, pod, namespace) (increase(container_cpu_cfs_throttled_periods_total{container!=""}[5m])) ' +
        "/ sum by (cluster, container, pod, namespace) (increase(container_cpu_cfs_periods_total[5m])) > 25 / 100",
      for: "2m",
      labels: { severity: "info" },
      annotations: {
        summary: "Processes experience elevated CPU throttling.",
        description: "{{ $value | humanizePercentage }} throttling of CPU in namespace {{ $labels.namespace }} for container {{ $labels.container }} in pod {{ $labels.pod }}.",
        runbook_url: runbook("kubernetes", "CPUThrottlingHigh"),
      },
    },
  ],
};

/** Rules about what runs in the cluster, and about the nodes as Kubernetes sees them. */
export const kubernetesRules: readonly RuleGroup[] = [apps, system, resources];
