import { CastorError, problemOf, type Person } from "@/lib/model";
import type { Alert, AlertReport, Labels, RoutingExplanation } from "@/lib/model/alerting";
import { radiusOfAlert } from "@/lib/model/alerting/radius";
import { locate, type Located } from "@/lib/model/alerting/trouble";
import { takeApart } from "@/lib/tools/prometheus/expression";
import type { ClusterParts } from "../cluster";
import type { Now } from "../shared";
import { alertEvents } from "./alert-events";
import { alertLinks } from "./alert-links";
import { createAlertPast } from "./alert-past";
import { causesOf, type Causes } from "./cause-view";
import { explainOf } from "./explain";
import { responder } from "./responders";
import { acknowledgementOf, triageAlert } from "./triage-alert";

/**
 * Says everything about one alert, again and again. What nobody knows any more the Store remembers as over.
 * Throws `not-found` where it does not either.
 */
export function createAlertReports(cluster: ClusterParts, id: string, person: Person, now: Now): (signal: AbortSignal) => Promise<AlertReport> {
  const past = createAlertPast(cluster, person, now);
  const { title } = cluster.settings;
  let remembered: Alert | undefined;

  async function alertOf(): Promise<Alert> {
    const { alerts, sources, at } = cluster.alerting.book.current;
    const found = alerts.get(id);
    if (found !== undefined) return (remembered = found);
    const known = (await cluster.alerting.store.known(cluster.settings.id, id))?.alert ?? remembered;
    if (known === undefined) throw new CastorError("not-found", `Nobody in ${title} knows an alert ${id}, and Castor remembers none: it may have ended long ago, or its labels have changed since.`);
    if (known.state === "resolved") return known;
    // Only where everybody answers is it over for certain.
    return sources.some(({ problem }) => problem !== undefined) ? { ...known, stale: true } : { ...known, state: "resolved", resolvedAt: at };
  }

  return async (signal) => {
    await cluster.alerting.book.ready();
    await cluster.alerting.topology.read();
    const alert = await alertOf();
    const causes = causesOf(cluster);
    const { topology, now: state } = causes;
    const one = locate([alert], topology)[0] as Located;
    const rule = alert.rule === undefined ? undefined : state.rules.get(alert.rule);
    const comparison = rule && takeApart(rule.query);
    const acknowledgement = acknowledgementOf(state, id);
    const cause = causeOf(causes, id);
    const [{ history, similar }, events] = await Promise.all([past(alert, signal), alertEvents(cluster, person, one, topology, signal)]);
    const { annotations, value, generatorUrl, sources } = alert;
    return {
      alert: { ...triageAlert(one, state, now()), annotations, sources, ...(value === undefined ? {} : { value }), ...(generatorUrl === undefined ? {} : { generatorUrl }) },
      ...(rule === undefined ? {} : { rule }),
      ...(comparison === undefined ? {} : { comparison }),
      subject: one.about.subject,
      radius: radiusOfAlert(one, topology),
      links: alertLinks(cluster, person, one, topology, rule),
      routing: routingOf(cluster, person, alert, now),
      ...(acknowledgement === undefined ? {} : { acknowledgement }),
      history,
      similar,
      ...(cause === undefined ? {} : { cause }),
      events,
      ...rightsOf(cluster, person, alert.labels),
    };
  };
}

/** Who hears of it; nothing while no Alertmanager has told its routes, which the page says by itself. */
function routingOf(cluster: ClusterParts, person: Person, { id, labels }: Alert, now: Now): readonly RoutingExplanation[] {
  try {
    return explainOf({ find: () => cluster, now }).explain(person, cluster.settings.id, labels, id);
  } catch {
    return [];
  }
}

/** The group that it is in, where it is not alone there. */
function causeOf({ byAlert }: Causes, alert: string): AlertReport["cause"] {
  const view = byAlert.get(alert);
  if (view === undefined) return undefined;
  const others = view.members.filter((member) => member.alert.id !== alert && member.alert.state !== "resolved").length;
  const { title, why } = view.words;
  return { id: view.cause.id, title, why, others };
}

function rightsOf({ settings }: ClusterParts, person: Person, labels: Labels): Pick<AlertReport, "may" | "reason"> {
  try {
    responder(person, settings).requireAlert(labels);
    return { may: true };
  } catch (error) {
    return { may: false, reason: problemOf(error).message };
  }
}
