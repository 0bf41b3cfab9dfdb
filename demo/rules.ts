import { ownRules } from "./rules-beamline";
import { capacityRules } from "./rules-capacity";
import { runbook, type RuleGroup } from "./rules-declaration";
import { kubernetesRules } from "./rules-kubernetes";
import { nodeRules } from "./rules-node";
import { storageRules } from "./rules-storage";

const generalRules: RuleGroup = {
  name: "general.rules",
  interval: 15_000,
  rules: [
    {
      alert: "TargetDown",
      expr: "100 * (count by (cluster, job, namespace, service) (up == 0) / count by (cluster, job, namespace, service) (up)) > 5",
      for: "1m",
      labels: { severity: "warning" },
      annotations: {
        summary: "One or more targets are unreachable.",
        description: '{{ printf "%.4g" $value }}% of the {{ $labels.job }} targets are down.',
        runbook_url: runbook("general", "TargetDown"),
      },
    },
    {
      alert: "Watchdog",
      expr: "vector(1)",
      labels: { severity: "none" },
      annotations: {
        summary: "An alert that should always be firing to certify that Alertmanager is working properly.",
        description: "This alert always fires. Where it is missing, alerts do not get from Prometheus to Alertmanager, or from there to people.",
        runbook_url: runbook("general", "Watchdog"),
      },
    },
    {
      alert: "InfoInhibitor",
      expr:
        'ALERTS{severity="info"} == 1 unless on (namespace, cluster) ' +
        'ALERTS{alertname!="InfoInhibitor",severity=~"warning|critical",alertstate="firing"} == 1',
      labels: { severity: "none" },
      annotations: {
        summary: "Info-level alert inhibition.",
        description: "Fires where there are only alerts of severity info, to keep them from notifying anybody by themselves.",
        runbook_url: runbook("general", "InfoInhibitor"),
      },
    },
  ],
};

/**
 * What the simulated Prometheus alerts on: kube-prometheus' names and meanings, with waits
 * that suit a demonstration. The group of InfoInhibitor comes last, because it looks at the
 * alerts of the others at the same instant.
 */
export function rulesOf(cluster: string): readonly RuleGroup[] {
  return [...stackRules, ...(ownRules[cluster] ?? []), generalRules];
}

const stackRules: readonly RuleGroup[] = [...kubernetesRules, ...capacityRules, ...storageRules, ...nodeRules];

/** All of them together, each once. */
export const demoRules: readonly RuleGroup[] = [...stackRules, ...new Set(Object.values(ownRules).flat()), generalRules];

/** Alerts whose last day is recalled when the demo starts: they look at few series, and have something to tell. */
export const recalledAlerts: ReadonlySet<string> = new Set(["KubeNodeNotReady", "KubePersistentVolumeFillingUp", "NodeFilesystemAlmostOutOfSpace", "NodeMemoryHighUtilization"]);

export type { AlertingRule, RuleGroup } from "./rules-declaration";
