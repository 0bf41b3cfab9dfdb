import { labelsKey, type Sample } from "./promql";
import type { AlertingRule } from "./rules-declaration";
import type { AlertHistory } from "./rules-history";
import { expandTemplate } from "./rules-template";
import type { Labels } from "./series";

/** One alert of a rule. Times are ms. */
export interface Alert {
  readonly labels: Labels;
  annotations: Labels;
  /** `inactive` means resolved, kept for a while so that Alertmanager hears of it. */
  state: "pending" | "firing" | "inactive";
  value: number;
  readonly activeAt: number;
  firedAt?: number;
  resolvedAt?: number;
  /** Since when it only goes on firing because its rule says `keep_firing_for`. */
  keptSince?: number;
  sentAt?: number;
}

/** How long a resolved alert is still reported. */
const resolvedRetention = 15 * 60_000;

/** A rule and its alerts: the part of Prometheus that knows pending, firing and resolved. */
export interface RuleState {
  readonly rule: AlertingRule;
  readonly interval: number;
  /** ms. */
  readonly wait: number;
  /** How long an alert goes on firing after its cause is gone; ms. */
  readonly keep: number;
  /** Pending and firing alerts. */
  active(): readonly Alert[];
  /** Active and lately resolved alerts. */
  all(): readonly Alert[];
  /** Takes the result of one evaluation. */
  update(samples: readonly Sample[], at: number): void;
  /** Takes an alert that has been active since before the first evaluation. */
  restore(sample: Sample, activeAt: number, at: number, keptSince?: number): void;
}

/** The labels of an alert: those of the element without the metric's name, the rule's, and the alert's name. */
export function alertLabels(rule: AlertingRule, { labels }: Pick<Sample, "labels">): Labels {
  const all: Record<string, string> = { ...labels, ...rule.labels, alertname: rule.alert };
  delete all["__name__"];
  return all;
}

export function createRuleState(rule: AlertingRule, interval: number, wait: number, keep: number, history: AlertHistory): RuleState {
  const alerts = new Map<string, Alert>();
  const active = () => [...alerts.values()].filter((alert) => alert.state !== "inactive");

  function annotations({ labels, value }: Sample): Labels {
    return Object.fromEntries(Object.entries(rule.annotations).map(([name, text]) => [name, expandTemplate(text, labels, value)]));
  }

  function advance(alert: Alert, at: number): void {
    if (alert.state === "pending" && at - alert.activeAt >= wait) {
      alert.state = "firing";
      alert.firedAt = at;
    }
    if (alert.state !== "inactive") history.note(alert.labels, alert.state, alert.activeAt, at, at, interval);
  }

  return {
    rule,
    interval,
    wait,
    keep,
    active,
    all: () => [...alerts.values()],
    update(samples, at) {
      const found = new Map(samples.map((sample) => [labelsKey(alertLabels(rule, sample)), sample]));
      if (found.size < samples.length) throw new Error("vector contains metrics with the same labelset after applying alert labels");
      for (const [key, sample] of found) {
        const known = alerts.get(key);
        if (known && known.state !== "inactive") {
          known.value = sample.value;
          known.annotations = annotations(sample);
        } else {
          alerts.set(key, { labels: alertLabels(rule, sample), annotations: annotations(sample), state: "pending", value: sample.value, activeAt: at });
        }
      }
      for (const [key, alert] of alerts) {
        if (found.has(key)) {
          delete alert.keptSince;
          advance(alert, at);
          continue;
        }
        if (alert.state === "firing" && at - (alert.keptSince ??= at) < keep) {
          advance(alert, at);
          continue;
        }
        if (alert.state !== "inactive") history.end(alert.labels, at);
        if (alert.state === "pending" || (alert.resolvedAt !== undefined && at - alert.resolvedAt > resolvedRetention)) alerts.delete(key);
        else if (alert.state === "firing") {
          alert.state = "inactive";
          alert.resolvedAt = at;
          delete alert.keptSince;
        }
      }
    },
    restore(sample, activeAt, at, keptSince) {
      const labels = alertLabels(rule, sample);
      const fires = at - activeAt >= wait;
      alerts.set(labelsKey(labels), {
        labels, annotations: annotations(sample), value: sample.value, activeAt,
        state: fires ? "firing" : "pending", ...(fires && { firedAt: activeAt + wait }), ...(keptSince !== undefined && { keptSince }),
      });
    },
  };
}
