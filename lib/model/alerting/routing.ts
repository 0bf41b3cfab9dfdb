import type { Labels, Matcher } from "./matcher";
import type { InhibitRule, Route } from "./config";

/** One route of the tree as one set of labels meets it. */
export interface RouteStep {
  readonly receiver: string;
  /** The receiver sends nothing to anybody. */
  readonly nowhere: boolean;
  readonly matchers: readonly { readonly matcher: Matcher; readonly passed: boolean }[];
  /** All its matchers hold. */
  readonly matched: boolean;
  /** It was not even tried: an earlier sibling took the alert, or the route above did not match. */
  readonly skipped: boolean;
  /** The alert ends here. */
  readonly final: boolean;
  readonly continues: boolean;
  /** Names of the time intervals that mute it, and of those outside of which it is mute. */
  readonly mute?: readonly string[];
  readonly active?: readonly string[];
  readonly routes: readonly RouteStep[];
}

/** A time interval that a destination names, now. */
export interface IntervalNow {
  readonly name: string;
  readonly holds: boolean;
  /** When that changes next, ms since the epoch; absent where it does not within a year. */
  readonly changesAt?: number;
}

/** Where an alert ends, and what decides when it is told. */
export interface Destination {
  readonly receiver: string;
  readonly nowhere: boolean;
  /** `email`, `slack` …; empty where it goes nowhere. */
  readonly integrations: readonly string[];
  /** The labels by which it is grouped there, with its own values. */
  readonly groupLabels: Labels;
  readonly timers: Pick<Route, "groupWait" | "groupInterval" | "repeatInterval">;
  readonly mute: readonly IntervalNow[];
  readonly active: readonly IntervalNow[];
  /** Which interval keeps it quiet now. */
  readonly mutedBy?: string;
  /** Each route from the root to here, in words: `severity="critical"`. */
  readonly path: readonly string[];
}

/** Who hears of an alert with these labels and why, for one Alertmanager's configuration. */
export interface RoutingExplanation {
  /** Receivers in order, as `amtool config routes test` names them. */
  readonly receivers: readonly string[];
  readonly path: readonly Destination[];
  readonly tree: RouteStep;
  readonly inhibited?: { readonly rule: InhibitRule; readonly by: { readonly id: string; readonly name: string; readonly labels: Labels } };
  readonly silences: readonly { readonly id: string; readonly comment: string; readonly createdBy: string; readonly endsAt: number }[];
  /** All of it in one plain sentence or two. */
  readonly sentence: string;
  /** Whether anybody hears of it now. */
  readonly heard: boolean;
  /** The Alertmanagers whose configuration this is. */
  readonly alertmanagers: readonly string[];
}
