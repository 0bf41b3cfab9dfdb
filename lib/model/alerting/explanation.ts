import type { Alert } from "./alert";
import type { AlertingConfig, Route } from "./config";
import { createInhibition } from "./inhibition";
import { holds, nextChange } from "./intervals";
import { valueOf, type Labels } from "./matcher";
import { formatMatcher } from "./matcher-text";
import { predicateOf, stepsOf, waysOf } from "./routes";
import type { Destination, IntervalNow, RoutingExplanation } from "./routing";
import { routingSentence } from "./routing-sentence";
import type { Silence } from "./silence";

/** What an explanation looks at beside the configuration. */
export interface RoutingCircumstances {
  /** By id; the same object means the same alerts. */
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly silences: ReadonlyMap<string, Silence>;
  /** ms since the epoch. */
  readonly now: number;
  /** The alert's own id, where the labels are an alert's. */
  readonly id?: string;
}

/** Who hears of an alert with these labels, and why not: what the Alertmanagers of these names do, as far as it can be known. */
export function explainRouting(config: AlertingConfig, names: readonly string[], labels: Labels, { alerts, silences, now, id }: RoutingCircumstances): RoutingExplanation {
  const integrations = new Map(config.receivers.map((receiver) => [receiver.name, receiver.integrations]));
  const nowhere = (receiver: string) => (integrations.get(receiver) ?? []).length === 0;
  const inhibited = inhibitionOf(config, names, alerts)(labels);
  const silenced = [...silences.values()].filter((silence) => silence.state === "active" && silence.endsAt > now && isKnown(silence, names) && predicateOf(silence.matchers)(labels));
  const path = waysOf(config.route, labels).map((way) => destination(config, way, labels, now, integrations));
  const told: Omit<RoutingExplanation, "sentence"> = {
    receivers: path.map(({ receiver }) => receiver),
    path,
    tree: stepsOf(config.route, labels, nowhere),
    ...(inhibited === undefined ? {} : { inhibited: { rule: inhibited.rule, by: { id: inhibited.source.id, name: inhibited.source.name, labels: inhibited.source.labels } } }),
    silences: silenced.sort((a, b) => b.endsAt - a.endsAt).map(({ id, comment, createdBy, endsAt }) => ({ id, comment, createdBy, endsAt })),
    heard: inhibited === undefined && silenced.length === 0 && path.some((end) => !end.nowhere && end.mutedBy === undefined),
    alertmanagers: names,
  };
  return { ...told, sentence: routingSentence(told, id === undefined ? undefined : alerts.get(id)?.state, now) };
}

const isKnown = ({ sources }: { readonly sources: readonly string[] }, names: readonly string[]) => sources.length === 0 || sources.some((source) => names.includes(source));

const inhibitions = new WeakMap<ReadonlyMap<string, Alert>, Map<string, { readonly config: AlertingConfig; readonly of: ReturnType<typeof createInhibition> }>>();

/** Who inhibits whom among these alerts: found once for each state of a cluster, because many ask of it. */
function inhibitionOf(config: AlertingConfig, names: readonly string[], alerts: ReadonlyMap<string, Alert>): ReturnType<typeof createInhibition> {
  const known = inhibitions.get(alerts) ?? new Map<string, { readonly config: AlertingConfig; readonly of: ReturnType<typeof createInhibition> }>();
  inhibitions.set(alerts, known);
  const key = names.join("\0");
  const made = known.get(key);
  if (made?.config === config) return made.of;
  const sources = [...alerts.values()].filter((alert) => (alert.state === "firing" || alert.state === "suppressed") && isKnown(alert, names));
  const of = createInhibition(config.inhibitRules, sources);
  known.set(key, { config, of });
  return of;
}

function destination(config: AlertingConfig, way: readonly [Route, ...Route[]], labels: Labels, now: number, integrations: ReadonlyMap<string, readonly string[]>): Destination {
  const end = way.at(-1) ?? way[0];
  const { receiver, groupBy, groupWait, groupInterval, repeatInterval } = end;
  const means = integrations.get(receiver) ?? [];
  const grouped = Object.keys(labels).filter((name) => groupBy === "all" || groupBy.includes(name));
  const mute = intervalsNow(config, end.mute, now);
  const active = intervalsNow(config, end.active, now);
  const outside = active.length > 0 && !active.some((interval) => interval.holds);
  const mutedBy = outside ? active.map(({ name }) => name).join(", ") : mute.find((interval) => interval.holds)?.name;
  return {
    receiver,
    nowhere: means.length === 0,
    integrations: means,
    groupLabels: Object.fromEntries(grouped.sort().map((name) => [name, valueOf(labels, name)])),
    timers: { groupWait, groupInterval, repeatInterval },
    mute,
    active,
    ...(mutedBy === undefined ? {} : { mutedBy }),
    path: way.map(({ matchers }, depth) => (matchers.length > 0 ? matchers.map(formatMatcher).join(", ") : depth === 0 ? "all alerts" : "all of these")),
  };
}

function intervalsNow({ intervals }: AlertingConfig, names: readonly string[], now: number): readonly IntervalNow[] {
  return names.flatMap((name) => {
    const interval = intervals.find((each) => each.name === name);
    if (interval === undefined) return [];
    const changesAt = nextChange(interval, now);
    return [{ name, holds: holds(interval, now), ...(changesAt === undefined ? {} : { changesAt }) }];
  });
}
