import type { StoredAlert } from "./alerts";
import type { Inhibition } from "./inhibition";
import { matchesAll, parseMatcher, pattern, type AlertMatcher } from "./matcher";
import type { Destination, Routing } from "./routing";
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
  /** Of groups only: whether what a time interval mutes is wanted. */
  readonly muted: boolean;
  readonly matchers: readonly AlertMatcher[];
  readonly receiver?: (name: string) => boolean;
}

/** Reads the query parameters that `/alerts` and `/alerts/groups` have in common. */
export function readFilter(query: URLSearchParams): AlertFilter {
  const wanted = (name: string) => query.get(name) !== "false";
  const receiver = query.get("receiver");
  return {
    active: wanted("active"),
    silenced: wanted("silenced"),
    inhibited: wanted("inhibited"),
    muted: wanted("muted"),
    matchers: query.getAll("filter").map(parseMatcher),
    ...(receiver === null ? {} : { receiver: pattern(receiver) }),
  };
}

/** Everything by which an alert is judged. */
export interface Judges {
  readonly routing: Routing;
  readonly inhibition: Inhibition;
  readonly silences: SilenceBook;
}

/** The firing alerts that pass a filter, each judged by silences, inhibition and routes. */
export function judge(firing: readonly StoredAlert[], { routing, inhibition, silences }: Judges, filter: AlertFilter): readonly JudgedAlert[] {
  const judged: JudgedAlert[] = [];
  for (const alert of firing) {
    if (!matchesAll(filter.matchers, alert.labels)) continue;
    const destinations = routing(alert.labels);
    if (filter.receiver !== undefined && !destinations.some(({ receiver }) => filter.receiver?.(receiver))) continue;
    const silencedBy = silences.muting(alert.labels);
    const inhibitedBy = inhibition(alert.labels, firing);
    const suppressed = silencedBy.length > 0 || inhibitedBy.length > 0;
    const excluded = (!filter.active && !suppressed) || (!filter.silenced && silencedBy.length > 0) || (!filter.inhibited && inhibitedBy.length > 0);
    if (!excluded) judged.push({ ...alert, silencedBy, inhibitedBy, destinations });
  }
  return judged;
}
