/** An alerting rule as its file declares it. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long it must hold before it fires, as Prometheus writes durations; at once by default. */
  readonly for?: string;
  /** How long it goes on firing after it no longer holds. */
  readonly keep_firing_for?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Texts with the few templates that `rules-template.ts` knows. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Rules that are evaluated one after the other at the same instant. */
export interface RuleGroup {
  readonly name: string;
  /** ms. */
  readonly interval: number;
  readonly rules: readonly AlertingRule[];
}

/** Where kube-prometheus' runbooks stand. */
export function runbook(group: string, alert: string): string {
  return `https://runbooks.prometheus-operator.dev/runbooks/${group}/${alert.toLowerCase()}`;
}
