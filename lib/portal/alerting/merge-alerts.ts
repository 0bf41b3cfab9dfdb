import type { Alert, AlertRule } from "@/lib/model/alerting";
import { resolvedFor, type AlertsNow } from "./alerts-now";
import { composeAlert, type ComposedAlert, type Testimony, type Weighing } from "./compose-alert";
import { joinRules } from "./join-rules";
import { answers, type Readings } from "./reading";
import { sameList, sameMap, sameRecord } from "./unchanged";

export interface MergedAlerts {
  readonly alerts: ReadonlyMap<string, Alert>;
  /** Whether anything but values has changed. */
  readonly changed: boolean;
}

/** What the alerts are merged with besides what was read. */
export interface AlertsAsk extends Pick<Weighing, "cluster" | "silences"> {
  readonly rules: ReadonlyMap<string, AlertRule>;
  readonly now: number;
  /** Whether values that have changed are taken over, too. */
  readonly values: boolean;
}

/** All alerts by fingerprint: those that somebody tells, those of which nobody who knows them tells, and those that ended lately. */
export function mergeAlerts(before: AlertsNow["alerts"], readings: Readings, ask: AlertsAsk): MergedAlerts {
  const found = new Map<string, Alert>();
  let changed = false;
  const put = (prior: Alert | undefined, alert: ComposedAlert | Alert) => {
    const same = prior !== undefined && sameAlert(prior, alert);
    changed ||= !same;
    found.set(alert.id, same && (!ask.values || prior.value === alert.value) ? prior : withoutGaps(alert));
  };
  const rulesNamed = new Map<string, AlertRule[]>();
  for (const rule of ask.rules.values()) rulesNamed.set(rule.name, [...(rulesNamed.get(rule.name) ?? []), rule]);
  const weighing: Weighing = { ...ask, rulesNamed };
  const fate = fates(readings, ask);
  for (const [id, testimony] of testimonies(readings)) {
    const prior = before.get(id);
    if (testimony.told.some(({ source }) => answers(source)) || testimony.rules.some(({ source }) => answers(source))) put(prior, composeAlert(id, testimony, prior, weighing));
  }
  for (const prior of before.values()) {
    if (found.has(prior.id)) continue;
    const alert = fate(prior);
    if (alert === undefined) changed = true;
    else put(prior, alert);
  }
  return { alerts: sameMap(before, found), changed: changed || found.size !== before.size };
}

function testimonies({ alertmanagers, prometheuses }: Readings): ReadonlyMap<string, Testimony> {
  const found = new Map<string, Testimony>();
  const of = (id: string): Testimony => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const made: Testimony = { told: [], rules: [] };
    found.set(id, made);
    return made;
  };
  const known = new Map<string, { readonly labels: Alert["labels"] }>();
  for (const source of alertmanagers) {
    for (const alert of source.reading?.alerts ?? []) {
      of(alert.fingerprint).told.push({ source, alert });
      known.set(alert.fingerprint, alert);
    }
  }
  for (const source of prometheuses) {
    if (source.reading === undefined) continue;
    for (const joined of joinRules(source.reading.alerts, source.reading.external, known)) of(joined.id).rules.push({ source, joined });
  }
  return found;
}

/** What becomes of an alert that nobody tells who answers: undefined where it is forgotten. */
function fates({ alertmanagers, prometheuses }: Readings, { rules, now }: AlertsAsk) {
  const told = new Map(alertmanagers.map((source) => [source.name, source]));
  const evaluated = new Map(prometheuses.map((source) => [source.name, source]));
  /** Whether a source that knew it now denies it; one that was restarted and does not know anything yet doesn't. */
  const denies = (name: string, { id, rule }: Alert): boolean => {
    const alertmanager = told.get(name);
    if (alertmanager !== undefined) return answers(alertmanager) && alertmanager.reading?.forgotten.has(id) !== true;
    const prometheus = evaluated.get(name);
    if (prometheus === undefined || !answers(prometheus)) return false;
    const its = rule === undefined ? undefined : rules.get(rule);
    return its === undefined || its.prometheus !== name || its.lastEvaluation !== undefined;
  };
  return (prior: Alert): Alert | undefined => {
    const { stale: _, firesAt: __, ...alert } = prior;
    if (alert.state === "resolved") return now - (alert.resolvedAt ?? 0) < resolvedFor ? prior : undefined;
    const nobody = alert.sources.every((name) => !told.has(name) && !evaluated.has(name));
    if (!nobody && !alert.sources.some((name) => denies(name, prior))) return { ...prior, stale: true };
    return alert.state === "pending" ? undefined : { ...alert, state: "resolved", resolvedAt: now };
  };
}

/** What is not known is not there, also when it is written as JSON and compared. */
const withoutGaps = (alert: Alert | ComposedAlert): Alert => Object.fromEntries(Object.entries(alert).filter(([, value]) => value !== undefined)) as unknown as Alert;

/** Whether two states of one alert say the same, but for its value. Its labels are the same by its id. */
function sameAlert(a: Alert, b: Alert | ComposedAlert): boolean {
  return (
    a === b ||
    (a.state === b.state &&
      a.since === b.since &&
      a.stale === b.stale &&
      a.firesAt === b.firesAt &&
      a.resolvedAt === b.resolvedAt &&
      a.generatorUrl === b.generatorUrl &&
      a.rule === b.rule &&
      (a.value === undefined) === (b.value === undefined) &&
      sameList(a.silencedBy, b.silencedBy) &&
      sameList(a.inhibitedBy, b.inhibitedBy) &&
      sameList(a.mutedBy, b.mutedBy) &&
      sameList(a.receivers, b.receivers) &&
      sameList(a.sources, b.sources) &&
      sameRecord(a.annotations, b.annotations))
  );
}
