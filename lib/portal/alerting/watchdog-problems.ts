import type { PipelineProblem } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";

/** Watchdog always fires, so that its absence shows that alerts get lost on their way. */
export function watchdogProblems({ alerts, rules, sources }: AlertsNow): readonly PipelineProblem[] {
  // Where no rules were read, their readers' silence is told instead.
  if (rules.size === 0) return [];
  const watchdogs = [...rules.values()].filter(({ name }) => name === "Watchdog");
  if (watchdogs.length === 0) {
    return [
      {
        id: "watchdog-rule",
        severity: "info",
        station: "rules",
        title: "There is no Watchdog",
        detail: "No rule named Watchdog exists: an alert that always fires (vector(1)) and is sent to a dead man’s switch tells you when alerting itself is broken. kube-prometheus-stack brings one: defaultRules.rules.general.",
      },
    ];
  }
  const still = watchdogs.filter(({ state }) => state !== "firing");
  if (still.length > 0) {
    return [
      {
        id: "watchdog-silent",
        severity: "critical",
        station: "rules",
        title: "Watchdog does not fire",
        detail: `The rule is there, and ${still.map(({ prometheus }) => prometheus).join(" and ")} has it as ${still[0]?.state ?? "inactive"}. It must always fire: no rule can be trusted until it does. Look whether its expression is still vector(1) and whether its group is evaluated.`,
      },
    ];
  }
  const answering = sources.filter(({ kind, problem }) => kind === "alertmanager" && problem === undefined);
  const seen = new Set([...alerts.values()].filter(({ name, state, stale }) => name === "Watchdog" && state !== "resolved" && stale === undefined).flatMap(({ sources: by }) => by));
  const without = answering.filter(({ name }) => !seen.has(name)).map(({ name }) => name);
  if (without.length === 0) return [];
  const all = without.length === answering.length;
  return [
    {
      id: "watchdog-lost",
      severity: all ? "critical" : "warning",
      station: "grouping",
      title: all ? "Watchdog does not reach Alertmanager" : `Watchdog does not reach ${without.join(", ")}`,
      detail: `Prometheus fires it, and ${without.join(", ")} does not have it: ${all ? "no alert gets through" : "alerts get through only by the others"}. Look whether Prometheus knows the Alertmanager (its page Status → Runtime), and whether something drops alerts on the way (alert_relabel_configs, a network policy).`,
    },
  ];
}
