import type { RuleGroup } from "./rules-declaration";

/** What the beamlines watch themselves: an IOC that should run and does not. */
const iocs: RuleGroup = {
  name: "beamline-iocs",
  interval: 15_000,
  rules: [
    {
      alert: "IocDown",
      expr:
        'kube_statefulset_status_replicas_ready{job="kube-state-metrics",namespace=~".+-beamline"} < kube_statefulset_replicas{job="kube-state-metrics",namespace=~".+-beamline"} ' +
        'and on (namespace, statefulset) kube_statefulset_labels{label_ioc="true"}',
      for: "45s",
      keep_firing_for: "1m",
      labels: { severity: "critical" },
      annotations: {
        summary: "An IOC that should run does not.",
        description: "{{ $labels.statefulset }} of {{ $labels.namespace }} has no ready pod: its process variables are disconnected.",
        runbook_url: "https://runbooks.example.org/runbooks/beamline/iocdown",
      },
    },
    {
      alert: "IocRestarting",
      expr: 'sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{job="kube-state-metrics",namespace=~".+-beamline",pod=~"bl.+"}[10m])) > 2',
      for: "1m",
      labels: { severity: "info" },
      annotations: {
        summary: "An IOC restarts again and again.",
        description: '{{ $labels.pod }} was restarted {{ printf "%.0f" $value }} times within ten minutes.',
        runbook_url: "https://runbooks.example.org/runbooks/beamline/iocrestarting",
      },
    },
  ],
};

/** A rule that somebody wrote too quickly: it cannot be evaluated where a namespace has several Deployments. */
const mistaken: RuleGroup = {
  name: "argocd-capacity",
  interval: 60_000,
  rules: [
    {
      alert: "ArgoCdReplicasMissing",
      expr: 'kube_deployment_spec_replicas{namespace="argocd"} - on (namespace) kube_deployment_status_replicas_available{namespace="argocd"} > 0',
      for: "10m",
      labels: { severity: "info" },
      annotations: {
        summary: "Argo CD runs with fewer replicas than it should.",
        description: "{{ $value }} replicas of Argo CD are missing in {{ $labels.namespace }}.",
        runbook_url: "https://runbooks.example.org/runbooks/argocd/argocdreplicasmissing",
      },
    },
  ],
};

/** Rules that only these clusters have. */
export const ownRules: Readonly<Record<string, readonly RuleGroup[]>> = { pollux: [iocs], argus: [mistaken], i22: [iocs] };
