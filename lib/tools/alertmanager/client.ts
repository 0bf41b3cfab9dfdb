import { severities, type AlertCounts, type Severity } from "@/lib/model";
import type { Wire } from "@/lib/wire";
import { alertsAnswer, statusAnswer, type AlertObject } from "./schema";

/** An alert that fires and is not suppressed. */
export interface ActiveAlert {
  /** Alertmanager's name for this set of labels. */
  readonly fingerprint: string;
  readonly alertname: string;
  readonly severity: Severity;
  readonly labels: Readonly<Record<string, string>>;
  /** `summary`, `description` and what else the rule says. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Since when it fires, ms since the epoch. */
  readonly startsAt: number;
}

export interface Alertmanager {
  readonly name: string;
  /** `cluster` is ready, settling or disabled (a single Alertmanager). */
  status(signal?: AbortSignal): Promise<{ readonly version: string; readonly cluster: string }>;
  counts(signal?: AbortSignal): Promise<AlertCounts>;
  /** Worst first, then longest first. */
  active(signal?: AbortSignal): Promise<readonly ActiveAlert[]>;
}

/** Alerts that watch the alerting itself: Watchdog always fires, InfoInhibitor only suppresses others. */
const technical = new Set(["Watchdog", "InfoInhibitor"]);

function severityOf({ labels }: AlertObject): Severity {
  const told = (labels["severity"] ?? "").toLowerCase();
  return severities.find((severity) => severity === told) ?? "other";
}

/** The API v2 of one Alertmanager, reading only. */
export function alertmanager(wire: Wire): Alertmanager {
  const alerts = async (signal: AbortSignal | undefined) =>
    (await wire.get("/api/v2/alerts", alertsAnswer, { signal })).filter(({ labels }) => !technical.has(labels["alertname"] ?? ""));
  return {
    name: wire.name,
    async status(signal) {
      const { cluster, versionInfo } = await wire.get("/api/v2/status", statusAnswer, { signal });
      return { version: versionInfo.version, cluster: cluster.status };
    },
    async counts(signal) {
      const counts = { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 };
      for (const alert of await alerts(signal)) counts[alert.status.state === "suppressed" ? "suppressed" : severityOf(alert)] += 1;
      return counts;
    },
    async active(signal) {
      const found = (await alerts(signal)).filter(({ status }) => status.state !== "suppressed");
      return found
        .map((alert) => ({
          fingerprint: alert.fingerprint,
          alertname: alert.labels["alertname"] ?? "",
          severity: severityOf(alert),
          labels: alert.labels,
          annotations: alert.annotations,
          startsAt: alert.startsAt,
        }))
        .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.startsAt - b.startsAt || (a.fingerprint < b.fingerprint ? -1 : 1));
    },
  };
}
