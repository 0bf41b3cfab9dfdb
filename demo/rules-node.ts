import { runbook, type AlertingRule, type RuleGroup } from "./rules-declaration";

const filesystem = 'job="node-exporter",fstype!="",mountpoint!=""';
const free = `node_filesystem_avail_bytes{${filesystem}} / node_filesystem_size_bytes{${filesystem}} * 100`;

function almostFull(percent: number, severity: "warning" | "critical"): AlertingRule {
  return {
    alert: "NodeFilesystemAlmostOutOfSpace",
    expr: `${free} < ${percent} and node_filesystem_readonly{${filesystem}} == 0`,
    for: "1m",
    labels: { severity },
    annotations: {
      summary: `Filesystem has less than ${percent}% space left.`,
      description: 'Filesystem on {{ $labels.device }}, mounted on {{ $labels.mountpoint }}, at {{ $labels.instance }} has only {{ printf "%.2f" $value }}% available space left.',
      runbook_url: runbook("node", "NodeFilesystemAlmostOutOfSpace"),
    },
  };
}

/** Rules about the machines, as the node exporter sees them. */
export const nodeRules: readonly RuleGroup[] = [
  {
    name: "node-exporter",
    interval: 15_000,
    rules: [
      {
        alert: "NodeFilesystemSpaceFillingUp",
        expr:
          `${free} < 40 and predict_linear(node_filesystem_avail_bytes{${filesystem}}[15m], 3600) < 0 ` +
          `and node_filesystem_readonly{${filesystem}} == 0`,
        for: "2m",
        labels: { severity: "warning" },
        annotations: {
          summary: "Filesystem is predicted to run out of space within the next hour.",
          description:
            'Filesystem on {{ $labels.device }}, mounted on {{ $labels.mountpoint }}, at {{ $labels.instance }} has only {{ printf "%.2f" $value }}% available space left and is filling up.',
          runbook_url: runbook("node", "NodeFilesystemSpaceFillingUp"),
        },
      },
      almostFull(15, "warning"),
      almostFull(5, "critical"),
      {
        alert: "NodeClockNotSynchronising",
        expr: 'min_over_time(node_timex_sync_status{job="node-exporter"}[5m]) == 0 and node_timex_maxerror_seconds{job="node-exporter"} >= 16',
        for: "5m",
        keep_firing_for: "5m",
        labels: { severity: "warning" },
        annotations: {
          summary: "Clock not synchronising.",
          description: "Clock at {{ $labels.instance }} is not synchronising. Ensure NTP is configured on this host.",
          runbook_url: runbook("node", "NodeClockNotSynchronising"),
        },
      },
      {
        alert: "NodeMemoryHighUtilization",
        expr: '100 - (node_memory_MemAvailable_bytes{job="node-exporter"} / node_memory_MemTotal_bytes{job="node-exporter"} * 100) > 90',
        for: "2m",
        labels: { severity: "warning" },
        annotations: {
          summary: "Host is running out of memory.",
          description: 'Memory is filling up at {{ $labels.instance }}, has been above 90% for the last 2 minutes, is currently at {{ printf "%.2f" $value }}%.',
          runbook_url: runbook("node", "NodeMemoryHighUtilization"),
        },
      },
    ],
  },
  {
    name: "node-exporter-saturation",
    interval: 60_000,
    rules: [
      {
        alert: "NodeSystemSaturation",
        expr:
          'node_load1{job="node-exporter"} / count without (cpu, mode) (node_cpu_seconds_total{job="node-exporter",mode="idle"}) > 2',
        for: "3m",
        labels: { severity: "warning" },
        annotations: {
          summary: "System saturated, load per core is very high.",
          description: 'System load per core at {{ $labels.instance }} has been above 2 for the last 3 minutes, is currently at {{ printf "%.2f" $value }}.',
          runbook_url: runbook("node", "NodeSystemSaturation"),
        },
      },
    ],
  },
];
