import { CastorError } from "@/lib/model";
import { explainRouting } from "@/lib/model/alerting/explanation";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

/**
 * Who hears of what, from the configurations that the Alertmanagers run. Throws `unreachable` before one of
 * them has answered, and `unexpected-shape` where none of their configurations can be read.
 */
export function explainOf({ find, now }: Pick<AlertingParts, "find" | "now">): Pick<AlertingPortal, "explain"> {
  return {
    explain(person, id, labels, alert) {
      const { settings, alerting } = find(person, id);
      const { configs, alerts, silences } = alerting.book.current;
      const explanations = configs.flatMap(({ config, alertmanagers }) => (config === undefined ? [] : [explainRouting(config, alertmanagers, labels, { alerts, silences, now: now(), ...(alert === undefined ? {} : { id: alert }) })]));
      if (explanations.length > 0) return explanations;
      const problem = configs.find((each) => each.problem !== undefined)?.problem;
      if (problem !== undefined) throw new CastorError("unexpected-shape", problem);
      throw new CastorError("unreachable", `No Alertmanager of ${settings.title} has told its routes yet.`);
    },
  };
}
