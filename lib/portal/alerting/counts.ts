import { CastorError, type AlertCounts } from "@/lib/model";
import { technicalAlerts } from "@/lib/model/alerting";
import type { ClusterParts } from "../cluster";
import type { AlertsNow } from "./alerts-now";

/** Alerts by severity, without those about alerting itself. */
export function countsOf({ alerts }: Pick<AlertsNow, "alerts">): AlertCounts {
  const counts = { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 };
  for (const { name, state, severity } of alerts.values()) {
    if (technicalAlerts.has(name)) continue;
    if (state === "firing") counts[severity] += 1;
    else if (state === "suppressed") counts.suppressed += 1;
  }
  return counts;
}

/** The counts of a cluster. Throws where no Alertmanager answers: what was counted last is then shown as old. */
export async function alertCountsOf({ settings, alertmanager, alerting: { book } }: Pick<ClusterParts, "settings" | "alertmanager" | "alerting">): Promise<AlertCounts> {
  if (alertmanager === undefined) throw new CastorError("not-found", `${settings.title} has no Alertmanager in Castor's settings.`);
  await book.ready();
  const managers = book.current.sources.filter(({ kind }) => kind === "alertmanager");
  const [silent] = managers;
  if (managers.every(({ problem }) => problem !== undefined)) throw new CastorError("unreachable", silent?.problem ?? `${alertmanager.name} does not answer.`);
  return countsOf(book.current);
}
