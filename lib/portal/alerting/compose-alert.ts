import { severityOf } from "@/lib/model";
import type { Alert, AlertRule, Silence } from "@/lib/model/alerting";
import type { AlertmanagerAlert } from "@/lib/tools/alertmanager";
import type { JoinedAlert } from "./join-rules";
import { answers, type AlertmanagerReading, type PrometheusReading, type SourceState } from "./reading";

/** Everything that anybody says about one alert; some of it may be old. */
export interface Testimony {
  readonly told: { readonly source: SourceState<AlertmanagerReading>; readonly alert: AlertmanagerAlert }[];
  readonly rules: { readonly source: SourceState<PrometheusReading>; readonly joined: JoinedAlert }[];
}

/** What testimonies are weighed with. */
export interface Weighing {
  readonly cluster: string;
  readonly silences: ReadonlyMap<string, Silence>;
  readonly rules: ReadonlyMap<string, AlertRule>;
  readonly rulesNamed: ReadonlyMap<string, readonly AlertRule[]>;
}

/** An alert as it is composed: all of its fields, some of them undefined, so that ten thousand are made of one shape. */
export type ComposedAlert = { [K in keyof Alert]-?: undefined extends Alert[K] ? Alert[K] | undefined : Alert[K] };

type AlertmanagerWord = Testimony["told"][number];
type RuleWord = Testimony["rules"][number];
type Standing = Pick<ComposedAlert, "state" | "since" | "firesAt" | "silencedBy" | "inhibitedBy" | "mutedBy" | "receivers">;

const nothing: readonly string[] = [];

/** The words of those who answer, or of all where nobody does. */
function heardOf<T extends { readonly source: SourceState<unknown> }>(said: readonly T[]): readonly T[] {
  if (said.every(({ source }) => answers(source))) return said;
  const answering = said.filter(({ source }) => answers(source));
  return answering.length > 0 ? answering : said;
}

/** All names of all lists, each once. */
function union<T>(words: readonly T[], listOf: (word: T) => readonly string[]): readonly string[] {
  let all: readonly string[] = nothing;
  for (const word of words) {
    const list = listOf(word);
    if (all.length === 0) all = list;
    else if (list.some((name) => !all.includes(name))) all = [...new Set([...all, ...list])];
  }
  return all;
}

/** One alert out of all that is said about it; `prior` is how it was. */
export function composeAlert(id: string, { told, rules }: Testimony, prior: Alert | undefined, weighing: Weighing): ComposedAlert {
  const evaluated = heardOf(rules);
  const heard = heardOf(told);
  const first = heard[0]?.alert;
  const joined = (evaluated.find(({ joined: { alert } }) => alert.state === "firing") ?? evaluated[0])?.joined;
  const labels = prior?.labels ?? first?.labels ?? { ...joined?.added, ...joined?.alert.labels };
  const name = labels["alertname"] ?? "";
  const standing = first === undefined ? ofRules(evaluated, prior, weighing) : ofAlertmanagers(heard, weighing);
  const value = joined?.alert.value;
  return {
    id,
    cluster: weighing.cluster,
    name,
    severity: prior?.severity ?? severityOf(labels),
    state: standing.state,
    labels,
    annotations: first?.annotations ?? joined?.alert.annotations ?? {},
    since: standing.since,
    firesAt: standing.firesAt,
    resolvedAt: undefined,
    silencedBy: standing.silencedBy,
    inhibitedBy: standing.inhibitedBy,
    mutedBy: standing.mutedBy,
    receivers: standing.receivers,
    generatorUrl: first?.generatorUrl,
    value: value === undefined || !Number.isFinite(value) ? undefined : value,
    rule: joined?.alert.rule ?? ruleBehind(name, first?.generatorUrl, weighing),
    sources: sourcesOf(told, rules),
    stale: undefined,
  };
}

function sourcesOf(told: readonly AlertmanagerWord[], rules: readonly RuleWord[]): readonly string[] {
  const names: string[] = [];
  for (const { source } of told) names.push(source.name);
  for (const { source } of rules) if (!names.includes(source.name)) names.push(source.name);
  return names;
}

/** Only rules know it: it is pending, or fires and Alertmanager has not been told. */
function ofRules(evaluated: readonly RuleWord[], prior: Alert | undefined, { rules }: Weighing): Standing {
  const firing = evaluated.filter(({ joined }) => joined.alert.state === "firing");
  const of = firing.length > 0 ? firing : evaluated;
  const activeAt = Math.min(...of.map(({ joined }) => joined.alert.activeAt));
  const firesAt = Math.min(...of.map(({ joined: { alert } }) => alert.activeAt + (rules.get(alert.rule)?.duration ?? 0) * 1_000));
  const none = { silencedBy: nothing, inhibitedBy: nothing, mutedBy: nothing, receivers: nothing };
  if (firing.length === 0) return { ...none, state: "pending", since: activeAt, firesAt };
  const fired = prior?.state === "firing" || prior?.state === "suppressed";
  return { ...none, state: "firing", since: fired ? prior.since : firesAt, firesAt: undefined };
}

/** It is suppressed where nobody hears of it from any Alertmanager that knows it. */
function ofAlertmanagers(heard: readonly AlertmanagerWord[], { silences }: Weighing): Standing {
  const named = union(heard, ({ alert }) => alert.silencedBy);
  const silencedBy = named.length === 0 ? named : named.filter((id) => silences.get(id)?.state !== "expired");
  let since = Infinity;
  let suppressed = true;
  for (const { source, alert } of heard) {
    since = Math.min(since, alert.startsAt);
    suppressed &&=
      alert.inhibitedBy.length > 0 ||
      source.reading?.muted.has(alert.fingerprint) === true ||
      // A gossip cluster shares its silences: what one says of them holds for all that have them.
      silencedBy.some((id) => silences.get(id)?.sources.includes(source.name) ?? alert.silencedBy.includes(id)) ||
      (alert.suppressed && alert.silencedBy.length === 0);
  }
  return {
    state: suppressed ? "suppressed" : "firing",
    since,
    firesAt: undefined,
    silencedBy,
    inhibitedBy: union(heard, ({ alert }) => alert.inhibitedBy),
    mutedBy: union(heard, ({ source, alert }) => source.reading?.muted.get(alert.fingerprint) ?? nothing),
    receivers: union(heard, ({ alert }) => alert.receivers),
  };
}

/** The rule whose expression stands in the address by which Prometheus shows where an alert came from. */
function ruleBehind(name: string, generatorUrl: string | undefined, { rulesNamed }: Weighing): string | undefined {
  const candidates = rulesNamed.get(name);
  if (generatorUrl === undefined || candidates === undefined) return undefined;
  const expression = new URLSearchParams(generatorUrl.slice(generatorUrl.indexOf("?") + 1)).get("g0.expr");
  return candidates.find(({ query }) => query === expression)?.key;
}
