import { technicalAlerts, type Alert, type PipelineProblem } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";

/** Names of receivers by which nobody is told, in every configuration that has them. */
export function nowhere({ configs }: Pick<AlertsNow, "configs">): ReadonlySet<string> {
  const all = configs.flatMap(({ config }) => config?.receivers ?? []);
  const telling = new Set(all.filter(({ integrations }) => integrations.length > 0).map(({ name }) => name));
  return new Set(all.map(({ name }) => name).filter((name) => !telling.has(name)));
}

/** Whether an alert that fires reaches nobody, silenced or not. False where its receivers are not known. */
export function reachesNobody({ receivers }: Pick<Alert, "receivers">, to: ReadonlySet<string>): boolean {
  return receivers.length > 0 && receivers.every((name) => to.has(name));
}

/** Whether those who should be told are. Out of the box kube-prometheus-stack tells nobody of anything. */
export function receiverProblems(now: AlertsNow): readonly PipelineProblem[] {
  const known = now.configs.some(({ config }) => config !== undefined);
  if (!known) return [];
  const empty = nowhere(now);
  const nobodyAtAll = now.configs.every(({ config }) => (config?.receivers ?? []).every(({ integrations }) => integrations.length === 0));
  const serious = [...now.alerts.values()].filter(({ name, severity, state }) => !technicalAlerts.has(name) && (severity === "critical" || severity === "warning") && (state === "firing" || state === "suppressed"));
  const unheard = serious.filter((alert) => reachesNobody(alert, empty));
  const how = "Give the routes a receiver that sends something (email_configs, slack_configs, webhook_configs …); “Who hears of it” shows where each alert ends.";
  if (nobodyAtAll) {
    return [
      {
        id: "nobody",
        severity: serious.length > 0 ? "critical" : "warning",
        station: "receivers",
        title: "Nobody is notified",
        detail: `No receiver sends anything, which is how kube-prometheus-stack comes${serious.length > 0 ? `: of ${serious.length} critical and warning alerts nobody is told` : ""}. ${how}`,
      },
    ];
  }
  if (unheard.length === 0) return [];
  const names = [...new Set(unheard.map(({ name }) => name))];
  const all = unheard.length === serious.length;
  return [
    {
      id: "unheard",
      severity: unheard.some(({ severity }) => severity === "critical") ? "critical" : "warning",
      station: "receivers",
      title: all ? "Nobody is notified of what fires" : `Nobody is notified of ${unheard.length} of ${serious.length} critical and warning alerts`,
      detail: `${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} others` : ""} ${names.length === 1 ? "ends" : "end"} at a receiver that sends nothing (${[...new Set(unheard.flatMap(({ receivers }) => receivers))].join(", ")}). ${how}`,
    },
  ];
}
