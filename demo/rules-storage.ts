import { runbook, type AlertingRule, type RuleGroup } from "./rules-declaration";

const stats = (name: string) => `kubelet_volume_stats_${name}{job="kubelet",namespace=~".*",metrics_path="/metrics"}`;
const left = `${stats("available_bytes")} / ${stats("capacity_bytes")}`;

function fillingUp(expr: string, severity: "critical" | "warning", wait: string, description: string): AlertingRule {
  return {
    alert: "KubePersistentVolumeFillingUp",
    expr,
    for: wait,
    keep_firing_for: "30s",
    labels: { severity },
    annotations: { summary: "PersistentVolume is filling up.", description, runbook_url: runbook("kubernetes", "KubePersistentVolumeFillingUp") },
  };
}

/** Rules about claims, as the kubelets measure them. */
export const storageRules: readonly RuleGroup[] = [
  {
    name: "kubernetes-storage",
    interval: 15_000,
    rules: [
      fillingUp(`(${left}) < 0.03 and ${stats("used_bytes")} > 0`, "critical", "30s", "The PersistentVolume claimed by {{ $labels.persistentvolumeclaim }} in namespace {{ $labels.namespace }} is only {{ $value | humanizePercentage }} free."),
      fillingUp(`(${left}) < 0.15 and ${stats("used_bytes")} > 0 and predict_linear(${stats("available_bytes")}[5m], 3600) < 0`, "warning", "1m", "Based on recent sampling, the PersistentVolume claimed by {{ $labels.persistentvolumeclaim }} in namespace {{ $labels.namespace }} is expected to fill up within an hour. Currently {{ $value | humanizePercentage }} is available."),
    ],
  },
];
