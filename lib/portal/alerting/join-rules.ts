import type { Labels } from "@/lib/model/alerting";
import { fingerprint } from "@/lib/model/alerting/fingerprint";
import type { RuleAlert } from "@/lib/tools/prometheus";

/** An alert of a rule under the name that Alertmanager has or will have for it. */
export interface JoinedAlert {
  readonly id: string;
  readonly alert: RuleAlert;
  /** What its Prometheus adds to its labels when it sends it. */
  readonly added: Labels;
}

/** What the Alertmanagers know, by fingerprint. */
export type KnownLabels = ReadonlyMap<string, { readonly labels: Labels }>;

/** The label by which the operator tells replicas apart, and takes off again before it sends. */
const replica = "prometheus_replica";
/** As many alerts are looked at to find out what a Prometheus adds that does not tell. */
const samples = 20;

/**
 * Names the alerts of one Prometheus' rules. Where its external labels lead to an alert that no Alertmanager knows,
 * the one whose labels are the same but for external ones is meant: what fires must not be shown twice.
 */
export function joinRules(alerts: readonly RuleAlert[], external: Labels | undefined, known: KnownLabels): readonly JoinedAlert[] {
  const { [replica]: _, ...added } = external ?? inferred(alerts, known);
  const joined = alerts.map((alert): JoinedAlert => ({ id: fingerprint(alert.labels, added), alert, added }));
  const lost = joined.filter(({ id, alert }) => alert.state === "firing" && !known.has(id));
  if (lost.length === 0) return joined;
  const names = new Set([replica, ...Object.keys(external ?? added)]);
  const taken = new Set(joined.map(({ id }) => id));
  const bare = new Map<string, string>();
  // One that has another value where this Prometheus would add its own is another's.
  const foreign = (labels: Labels) => Object.entries(added).some(([name, value]) => Object.hasOwn(labels, name) && labels[name] !== value);
  for (const [id, { labels }] of known) if (!taken.has(id) && !foreign(labels)) bare.set(without(labels, names), id);
  return joined.map((each) => {
    const id = each.alert.state === "firing" && !known.has(each.id) ? bare.get(without(each.alert.labels, names)) : undefined;
    return id === undefined ? each : { ...each, id };
  });
}

const without = (labels: Labels, names: ReadonlySet<string>) => JSON.stringify(Object.entries(labels).filter(([name]) => !names.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What all of some firing alerts have in addition at Alertmanager. */
function inferred(alerts: readonly RuleAlert[], known: KnownLabels): Labels {
  const byName = new Map<string, Labels[]>();
  for (const { labels } of known.values()) {
    const name = labels["alertname"] ?? "";
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [labels]);
    else same.push(labels);
  }
  let found: readonly (readonly [string, string])[] | undefined;
  for (const { labels } of alerts.filter(({ state }) => state === "firing").slice(0, samples)) {
    const own = Object.entries(labels);
    const fits = (byName.get(labels["alertname"] ?? "") ?? []).filter((theirs) => own.every(([name, value]) => theirs[name] === value));
    const [closest] = fits.sort((a, b) => Object.keys(a).length - Object.keys(b).length);
    if (closest === undefined) continue;
    const more = Object.entries(closest).filter(([name]) => !Object.hasOwn(labels, name));
    found = found === undefined ? more : found.filter(([name, value]) => more.some((entry) => entry[0] === name && entry[1] === value));
  }
  return Object.fromEntries(found ?? []);
}
