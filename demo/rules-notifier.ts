import type { Alert, RuleState } from "./rules-alert";
import type { Labels } from "./series";

/** An alert as `POST /api/v2/alerts` takes it. */
export interface PostedAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL: string;
}

export interface NotifierOptions {
  /** Sends alerts away; rejects when they did not arrive. */
  readonly post: (alerts: readonly PostedAlert[]) => Promise<void>;
  /** Added to every alert, unless it has the label already. */
  readonly externalLabels: Labels;
  /** Where a person finds this Prometheus, without a slash at the end. */
  readonly externalUrl: string;
}

/** How long Alertmanager may rely on what it heard before it is told again; ms. */
const resendDelay = 60_000;

/**
 * Tells Alertmanager like Prometheus does: when an alert fires or resolves, and again every
 * minute, each time with an end that lies far enough ahead to survive two lost messages.
 * What did not arrive is told again at the next evaluation.
 */
export function createNotifier({ post, externalLabels, externalUrl }: NotifierOptions): (rule: RuleState, alerts: readonly Alert[], at: number) => void {
  function due(alert: Alert, at: number): boolean {
    if (alert.state === "pending") return false;
    const sent = alert.sentAt ?? -Infinity;
    return (alert.resolvedAt ?? -Infinity) > sent || at - sent > resendDelay;
  }

  return (rule, alerts, at) => {
    const sending = alerts.filter((alert) => due(alert, at));
    if (sending.length === 0) return;
    const before = sending.map((alert) => alert.sentAt);
    for (const alert of sending) alert.sentAt = at;
    const valid = at + 4 * Math.max(resendDelay, rule.interval);
    const generatorURL = `${externalUrl}/graph?g0.expr=${encodeURIComponent(rule.rule.expr)}&g0.tab=1`;
    post(sending.map((alert) => ({
      labels: { ...externalLabels, ...alert.labels },
      annotations: alert.annotations,
      startsAt: new Date(alert.firedAt ?? alert.activeAt).toISOString(),
      endsAt: new Date(alert.resolvedAt ?? valid).toISOString(),
      generatorURL,
    }))).catch(() => {
      sending.forEach((alert, index) => {
        const sent = before[index];
        if (sent === undefined) delete alert.sentAt;
        else alert.sentAt = sent;
      });
    });
  };
}
