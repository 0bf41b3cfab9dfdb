import type { Alert } from "../../rules-alert";
import type { GroupStatus, RuleStatus } from "../../rules-engine";
import { QueryError } from "../../promql";

/** Go's `%e` with the shortest digits, the form in which the API gives an alert's value. */
function exponential(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

function alertBody(alert: Alert): object {
  return {
    labels: alert.labels,
    annotations: alert.annotations,
    state: alert.state,
    activeAt: new Date(alert.activeAt).toISOString(),
    ...(alert.keptSince !== undefined && { keepFiringSince: new Date(alert.keptSince).toISOString() }),
    value: exponential(alert.value),
  };
}

/** What `/api/v1/alerts` answers. */
export function alertsBody(groups: readonly GroupStatus[]): object {
  return { alerts: groups.flatMap(({ rules }) => rules.flatMap(({ state }) => state.active().map(alertBody))) };
}

/** Firing before pending before inactive: the state of a rule is the worst of its alerts. */
export function ruleState({ state }: RuleStatus): "firing" | "pending" | "inactive" {
  const states = state.active().map((alert) => alert.state);
  return states.includes("firing") ? "firing" : states.includes("pending") ? "pending" : "inactive";
}

function ruleBody(status: RuleStatus): object {
  const { rule, wait } = status.state;
  return {
    state: ruleState(status),
    name: rule.alert,
    query: rule.expr,
    duration: wait / 1000,
    keepFiringFor: status.state.keep / 1000,
    labels: rule.labels,
    annotations: rule.annotations,
    alerts: status.state.active().map(alertBody),
    health: status.health,
    ...(status.lastError !== "" && { lastError: status.lastError }),
    evaluationTime: status.evaluationTime,
    lastEvaluation: instant(status.lastEvaluation),
    type: "alerting",
  };
}

/** Prometheus writes Go's zero time for what has never been. */
function instant(at: number): string {
  return at === 0 ? "0001-01-01T00:00:00Z" : new Date(at).toISOString();
}

/** What `/api/v1/rules` answers; `type` asks for `alert` or `record` only, and there are no recording rules here. */
export function rulesBody(groups: readonly GroupStatus[], type: string): object {
  const wanted = type.toLowerCase();
  if (!["", "alert", "record"].includes(wanted)) throw new QueryError("bad_data", `invalid parameter "type": not supported value ${JSON.stringify(type)}`);
  return {
    groups: groups.map(({ group, rules }) => ({
      name: group.name,
      file: "/etc/prometheus/rules/castor-demo.yaml",
      rules: wanted === "record" ? [] : rules.map(ruleBody),
      interval: group.interval / 1000,
      limit: 0,
      evaluationTime: rules.reduce((sum, rule) => sum + rule.evaluationTime, 0),
      lastEvaluation: instant(Math.max(0, ...rules.map((rule) => rule.lastEvaluation))),
    })),
  };
}
