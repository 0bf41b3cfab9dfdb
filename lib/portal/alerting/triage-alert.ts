import type { Acknowledgement, TriageAlert } from "@/lib/model/alerting";
import { detailOf, titleOf } from "@/lib/model/alerting/titles";
import type { Located } from "@/lib/model/alerting/trouble";
import type { AlertsNow } from "./alerts-now";
import { suppressionWords } from "./suppression-words";

/** An alert as lists and its own page show it. */
export function triageAlert({ alert, about }: Located, now: AlertsNow, at: number): TriageAlert {
  const { id, cluster, name, severity, state, labels, since, firesAt, resolvedAt, silencedBy, inhibitedBy, mutedBy, receivers, stale } = alert;
  const detail = detailOf(alert);
  const suppressed = suppressionWords(alert, now, at);
  const acknowledgement = acknowledgementOf(now, id);
  return {
    ...{ id, cluster, name, severity, state, labels, since, silencedBy, inhibitedBy, mutedBy, receivers },
    ...(firesAt === undefined ? {} : { firesAt }),
    ...(resolvedAt === undefined ? {} : { resolvedAt }),
    ...(stale === undefined ? {} : { stale }),
    title: titleOf(alert, about.node),
    ...(detail === undefined ? {} : { detail }),
    subject: about.subject,
    ...(acknowledgement === undefined ? {} : { acknowledgement: { by: acknowledgement.by, note: acknowledgement.note, at: acknowledgement.at } }),
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}

/** Who has an alert. */
export const acknowledgementOf = (now: AlertsNow, alert: string): Acknowledgement | undefined => now.acknowledgements.get(alert);
