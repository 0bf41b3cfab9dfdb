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

const newestFirst = <T extends { readonly source: SourceState<unknown> }>(said: readonly T[]): readonly T[] => {
  if (said.every(({ source }) => answers(source))) return said;
  const answering = said.filter(({ source }) => answers(source));
  return answering.length > 0 ? answering : said;
};

const union = (lists: readonly (readonly string[])[]): readonly string[] => (lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())]);

/** One alert out of all that is said about it; `prior` is how it was. */
export function composeAlert(id: string, { told, rules }: Testimony, prior: Alert | undefined, weighing: Weighing): Alert {
  const heard = newestFirst(told);
  const evaluated = newestFirst(rules);
  const first = heard[0]?.alert;
  const joined = evaluated.find(({ joined: { alert } }) => alert.state === "firing")?.joined ?? evaluated[0]?.joined;
  const labels = prior?.labels ?? first?.labels ?? joined?.labels ?? {};
  const name = labels["alertname"] ?? "";
  const generatorUrl = first?.generatorUrl;
  const rule = joined?.alert.rule ?? ruleBehind(name, generatorUrl, weighing);
  return {
    ...{ id, cluster: weighing.cluster, name, severity: severityOf(labels), labels, annotations: first?.annotations ?? joined?.alert.annotations ?? {} },
    ...(first === undefined ? ofRules(evaluated, prior, weighing) : ofAlertmanagers(heard, weighing)),
    ...(generatorUrl === undefined ? {} : { generatorUrl }),
    ...(joined === undefined || !Number.isFinite(joined.alert.value) ? {} : { value: joined.alert.value }),
    ...(rule === undefined ? {} : { rule }),
    sources: [...told.map(({ source }) => source.name), ...rules.map(({ source }) => source.name)],
  };
}

type AlertmanagerWord = Testimony["told"][number];
type RuleWord = Testimony["rules"][number];
type Standing = Pick<Alert, "state" | "since" | "firesAt" | "silencedBy" | "inhibitedBy" | "mutedBy" | "receivers">;

/** Only rules know it: it is pending, or fires and Alertmanager has not been told. */
function ofRules(evaluated: readonly RuleWord[], prior: Alert | undefined, { rules }: Weighing): Standing {
  const firing = evaluated.filter(({ joined }) => joined.alert.state === "firing");
  const of = firing.length > 0 ? firing : evaluated;
  const activeAt = Math.min(...of.map(({ joined }) => joined.alert.activeAt));
  const firesAt = Math.min(...of.map(({ joined: { alert } }) => alert.activeAt + (rules.get(alert.rule)?.duration ?? 0) * 1_000));
  const none = { silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [] };
  if (firing.length === 0) return { ...none, state: "pending", since: activeAt, firesAt };
  return { ...none, state: "firing", since: prior?.state === "firing" || prior?.state === "suppressed" ? prior.since : firesAt };
}

/** It is suppressed where nobody hears of it from any Alertmanager that knows it. */
function ofAlertmanagers(heard: readonly AlertmanagerWord[], { silences }: Weighing): Standing {
  const silencedBy = union(heard.map(({ alert }) => alert.silencedBy)).filter((id) => silences.get(id)?.state !== "expired");
  const inhibitedBy = union(heard.map(({ alert }) => alert.inhibitedBy));
  const mutedBy = union(heard.map(({ source, alert }) => source.reading?.muted.get(alert.fingerprint) ?? []));
  const quiet = ({ source, alert }: AlertmanagerWord) =>
    alert.inhibitedBy.length > 0 ||
    (source.reading?.muted.get(alert.fingerprint)?.length ?? 0) > 0 ||
    silencedBy.some((id) => silences.get(id)?.sources.includes(source.name) ?? alert.silencedBy.includes(id)) ||
    (alert.suppressed && alert.silencedBy.length === 0);
  return {
    state: heard.every(quiet) ? "suppressed" : "firing",
    since: Math.min(...heard.map(({ alert }) => alert.startsAt)),
    silencedBy,
    inhibitedBy,
    mutedBy,
    receivers: union(heard.map(({ alert }) => alert.receivers)),
  };
}

/** The rule whose expression stands in the address by which Prometheus shows where an alert came from. */
function ruleBehind(name: string, generatorUrl: string | undefined, { rulesNamed }: Weighing): string | undefined {
  const candidates = rulesNamed.get(name);
  if (generatorUrl === undefined || candidates === undefined) return undefined;
  const expression = new URLSearchParams(generatorUrl.slice(generatorUrl.indexOf("?") + 1)).get("g0.expr");
  return candidates.find(({ query }) => query === expression)?.key;
}
