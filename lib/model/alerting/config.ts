import type { Matcher } from "./matcher";

/** One route of the tree with everything it inherits filled in. Durations are ms. */
export interface Route {
  readonly receiver: string;
  /** Labels by which its alerts are grouped; `all` stands for `...`. */
  readonly groupBy: readonly string[] | "all";
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
  /** All must hold: `match`, `match_re` and `matchers` together. */
  readonly matchers: readonly Matcher[];
  /** Whether its later siblings are tried, too. */
  readonly continues: boolean;
  /** Names of time intervals; not inherited. */
  readonly mute: readonly string[];
  readonly active: readonly string[];
  readonly routes: readonly Route[];
}

/** While an alert matches `source`, those that match `target` and equal it in these labels are kept quiet. */
export interface InhibitRule {
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  readonly equal: readonly string[];
}

/** Both ends included, as Alertmanager's ranges of days, months and years are. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** One entry of a time interval: all fields that are given must hold. */
export interface TimeIntervalEntry {
  /** Minutes of the day; the end is not included. */
  readonly times?: readonly Range[];
  /** 0 is Sunday. */
  readonly weekdays?: readonly Range[];
  /** Negative days count from the month's end: −1 is the last. */
  readonly daysOfMonth?: readonly Range[];
  /** 1 is January. */
  readonly months?: readonly Range[];
  readonly years?: readonly Range[];
  /** An IANA time zone; UTC where absent. */
  readonly location?: string;
}

/** A named time interval: it holds while any of its entries does. */
export interface TimeInterval {
  readonly name: string;
  readonly entries: readonly TimeIntervalEntry[];
}

export interface Receiver {
  readonly name: string;
  /** What it sends by: `email`, `slack`, `webhook` …; nothing where it goes nowhere. */
  readonly integrations: readonly string[];
}

/** An Alertmanager's configuration as far as it decides who hears of what. */
export interface AlertingConfig {
  readonly route: Route;
  readonly receivers: readonly Receiver[];
  readonly inhibitRules: readonly InhibitRule[];
  readonly intervals: readonly TimeInterval[];
}
