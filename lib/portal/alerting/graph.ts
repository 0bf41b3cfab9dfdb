import { CastorError } from "@/lib/model";
import { alertGraph } from "@/lib/tools/prometheus";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

/** What alerts' rules measured, from the Prometheus that evaluates them. */
export function graphOf({ find, now }: AlertingParts): Pick<AlertingPortal, "graph"> {
  return {
    async graph(person, cluster, id, range, signal) {
      const { alerting, prometheuses, settings } = find(person, cluster);
      const { alerts, rules } = alerting.book.current;
      const alert = alerts.get(id);
      if (alert === undefined) throw new CastorError("not-found", `${settings.title} has no alert ${id}: it may be over for long.`);
      const rule = alert.rule === undefined ? undefined : rules.get(alert.rule);
      const client = prometheuses.find(({ name }) => name === rule?.prometheus) ?? prometheuses[0];
      // An alert may name an expression of its own in its address. Whoever sends alerts must not decide what Prometheus is asked.
      if (rule === undefined || client === undefined) {
        return { times: [], lines: {}, expression: "", left: 0, note: `No Prometheus of ${settings.title} has a rule that made this alert, so nobody knows what it measured.` };
      }
      return alertGraph(client, { query: rule.query, labels: alert.labels, ruleLabels: rule.labels, range, now: now(), signal });
    },
  };
}
