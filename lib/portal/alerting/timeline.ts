import { CastorError } from "@/lib/model";
import { compileFilter } from "@/lib/model/alerting/filter";
import type { Alert, AlertHistory, Transition } from "@/lib/model/alerting";
import { firedBetween, firingsOf, spellsOf } from "@/lib/model/alerting/spells";
import { subjectOf } from "@/lib/model/alerting/subject";
import type { Stretch } from "@/lib/store";
import type { ClusterParts } from "../cluster";
import { chronicleOf } from "./chronicle";
import { filledTransitions } from "./filling";
import { createLookBack, gapsOf } from "./look-back";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";

const day = 86_400_000;
/** How far an alert's own history goes back. */
const historyOf = 30 * day;
const longestChronicle = 31 * day;
const mostOfOne = 1_000;
const mostOfAll = 50_000;

/** What happened: to one alert, and to a whole cluster. */
export function timelineOf({ find, store: { alerts: store }, now, log }: Pick<AlertingParts, "find" | "now" | "log"> & { readonly store: Pick<AlertingParts["store"], "alerts"> }): Pick<AlertingPortal, "history" | "chronicle"> {
  const lookBack = createLookBack({ store, now, log });

  return {
    async history(person, cluster, alert, signal): Promise<AlertHistory> {
      const parts = find(person, cluster);
      const stretch = { from: now() - Math.min(historyOf, parts.settings.alerting.retention), to: now() + 1 };
      const [known, standing, [first]] = await Promise.all([store.transitions({ cluster, ...stretch, alert, most: mostOfOne }), store.standing(cluster, stretch.from, alert), store.watched(cluster, stretch)]);
      const is = parts.alerting.book.current.alerts.get(alert);
      if (is === undefined && known.length === 0 && standing.length === 0) throw new CastorError("not-found", `Nothing is known of an alert ${alert.slice(0, 32)} in ${parts.settings.title}.`);
      const unknown = { from: stretch.from, to: first?.from ?? stretch.to };
      const told = [...known].reverse();
      const filled = standing.length > 0 ? [] : await earlier(parts, alertOf(cluster, is ?? known[0]), unknown, told, signal);
      const all = [...filled, ...told].sort((a, b) => a.at - b.at);
      const spells = spellsOf([...standing.map(({ kind, at }) => ({ kind, at })), ...all]);
      return { transitions: all.reverse(), spells, fired: firedBetween(firingsOf(spells), stretch.from, stretch.to) };
    },

    async chronicle(person, cluster, { from, to, filter, zone = "UTC" }, signal) {
      const parts = find(person, cluster);
      if (!(Number.isFinite(from) && Number.isFinite(to) && from < to && to - from <= longestChronicle)) throw new CastorError("invalid", "Say from when to when, at most 31 days.");
      if (from >= now()) throw new CastorError("invalid", "What happens in the future is not known yet.");
      const stretch = { from, to: Math.min(to, now()) };
      await lookBack.fill(parts, stretch, signal);
      const [transitions, standing, watched] = await Promise.all([store.transitions({ cluster, from, to, most: mostOfAll }), store.standing(cluster, from), store.watched(cluster, stretch)]);
      const compiled = compileFilter(filter);
      const topology = parts.alerting.topology.current;
      const chronicle = chronicleOf({
        ...{ from, to, transitions, standing, now: now(), zone: zoneOf(zone), gaps: gapsOf(stretch, watched) },
        passes: ({ name, labels }, state, since) => compiled.test({ name, labels, cluster, state, since }, now()) || (state === "resolved" && compiled.test({ name, labels, cluster, state: "firing", since }, now())),
        aboutOf: ({ name, labels }) => subjectOf({ cluster, name, labels }, topology).title,
      });
      return compiled.mistakes.length === 0 ? chronicle : { ...chronicle, mistakes: compiled.mistakes };
    },
  };

  /** What Prometheus knows of one alert from before Castor's time; nothing where it does not answer. */
  async function earlier(parts: ClusterParts, alert: Alert | undefined, stretch: Stretch, told: readonly Transition[], signal: AbortSignal): Promise<readonly Transition[]> {
    if (alert === undefined) return [];
    const past = await lookBack.one(parts, alert, stretch, signal);
    const spells = past?.alerts.find((one) => one.alert.id === alert.id)?.spells ?? [];
    const { id, cluster, name, severity, labels } = alert;
    return filledTransitions({ alert: { id }, spells }, told, { step: past?.step ?? 0, stretch }).map(({ mark: _, ...one }, index) => ({ ...one, id: `filled-${index}`, cluster, name, severity, labels }));
  }
}

function alertOf(cluster: string, one: Alert | Transition | undefined): Alert | undefined {
  if (one === undefined || "state" in one) return one;
  const { alert: id, name, severity, labels } = one;
  return { ...{ id, cluster, name, severity, labels, state: "resolved", since: 0, annotations: {} }, ...{ silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [], sources: [] } };
}

/** A time zone that a browser named, where there is such a one. */
function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
