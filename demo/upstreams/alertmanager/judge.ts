import type { AlertBook, StoredAlert } from "./alerts";
import { destinationsOf, type AlertmanagerConfig, type Destination, type InhibitRule } from "./config";
import { matches, parseMatcher, regex, type AlertMatcher } from "./matcher";
import type { SilenceBook } from "./silences";

/** A firing alert with everything Alertmanager concludes about it. */
export interface JudgedAlert extends StoredAlert {
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  readonly destinations: readonly Destination[];
}

/** What a list of alerts is narrowed by: exclusions, exact matchers, and an anchored pattern of receivers. */
export interface AlertFilter {
  readonly active: boolean;
  readonly silenced: boolean;
  readonly inhibited: boolean;
  readonly matchers: readonly AlertMatcher[];
  readonly receiver?: RegExp;
}

/** Reads the query parameters that `/alerts` and `/alerts/groups` have in common. */
export function readFilter(query: URLSearchParams): AlertFilter {
  const wanted = (name: string) => query.get(name) !== "false";
  const receiver = query.get("receiver");
  return {
    active: wanted("active"),
    silenced: wanted("silenced"),
    inhibited: wanted("inhibited"),
    matchers: query.getAll("filter").map(parseMatcher),
    ...(receiver === null ? {} : { receiver: regex(receiver) }),
  };
}

/** The firing alerts that pass a filter, each judged by silences, inhibition and routes. */
export function judge(alerts: AlertBook, silences: SilenceBook, config: AlertmanagerConfig, filter: AlertFilter): readonly JudgedAlert[] {
  const firing = alerts.firing();
  const judged: JudgedAlert[] = [];
  for (const alert of firing) {
    if (!filter.matchers.every((matcher) => matches(matcher, alert.labels))) continue;
    const destinations = destinationsOf(config, alert.labels).filter(({ receiver }) => filter.receiver?.test(receiver) ?? true);
    const silencedBy = silences.muting(alert.labels);
    const inhibitedBy = inhibitor(config.inhibit_rules, alert, firing);
    const suppressed = silencedBy.length > 0 || inhibitedBy.length > 0;
    const excluded = (!filter.active && !suppressed) || (!filter.silenced && silencedBy.length > 0) || (!filter.inhibited && inhibitedBy.length > 0);
    if (destinations.length > 0 && !excluded) judged.push({ ...alert, silencedBy, inhibitedBy, destinations });
  }
  return judged;
}

/** The alert that inhibits this one, as a list of at most one, as Alertmanager tells it. */
function inhibitor(rules: readonly InhibitRule[], target: StoredAlert, firing: readonly StoredAlert[]): readonly string[] {
  const all = (matchers: readonly string[], alert: StoredAlert) => matchers.every((matcher) => matches(parseMatcher(matcher), alert.labels));
  for (const { source_matchers: from, target_matchers: to, equal } of rules) {
    // An alert that is on both sides of a rule does not mute itself or its like.
    if (!all(to, target) || all(from, target)) continue;
    const source = firing.find((alert) => all(from, alert) && equal.every((name) => (alert.labels[name] ?? "") === (target.labels[name] ?? "")));
    if (source !== undefined) return [source.fingerprint];
  }
  return [];
}
