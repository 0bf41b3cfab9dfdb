import { severities } from "../alert";
import { technicalAlerts, type Alert } from "./alert";
import type { Labels } from "./matcher";

/** One alert that fires now, to try the routes with. */
export interface RoutingExample {
  readonly name: string;
  readonly labels: Labels;
}

const most = 6;

/** A few alerts that fire now, the gravest first, no two of one name. */
export function routingExamples(alerts: readonly Alert[]): readonly RoutingExample[] {
  const firing = alerts.filter(({ state, name }) => (state === "firing" || state === "suppressed") && !technicalAlerts.has(name));
  const grave = firing.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.since - a.since);
  const byName = new Map<string, RoutingExample>();
  for (const { name, labels } of grave) if (!byName.has(name) && byName.size < most) byName.set(name, { name, labels });
  return [...byName.values()];
}
