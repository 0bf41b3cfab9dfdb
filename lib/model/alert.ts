/** Severities in the order in which they matter; what a rule calls otherwise counts as `other`. */
export const severities = ["critical", "warning", "info", "other"] as const;

export type Severity = (typeof severities)[number];

/** Active (firing, not suppressed) alerts by severity; Watchdog and InfoInhibitor are not counted. */
export interface AlertCounts extends Readonly<Record<Severity, number>> {
  /** Silenced, inhibited or muted alerts, which are in none of the other counts. */
  readonly suppressed: number;
}

/** The severity that an alert's labels tell. */
export function severityOf(labels: Readonly<Record<string, string>>): Severity {
  const told = (labels["severity"] ?? "").toLowerCase();
  return severities.find((severity) => severity === told) ?? "other";
}
