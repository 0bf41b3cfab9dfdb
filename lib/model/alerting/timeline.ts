import type { Severity } from "../alert";
import type { Labels } from "./matcher";

/** What can happen to an alert. */
export const transitionKinds = ["pending", "firing", "suppressed", "unsuppressed", "resolved", "acknowledged", "unacknowledged", "silenced", "expired"] as const;
export type TransitionKind = (typeof transitionKinds)[number];

/** One thing that happened to an alert. */
export interface Transition {
  readonly id: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly kind: TransitionKind;
  readonly cluster: string;
  /** The alert's id and name. */
  readonly alert: string;
  readonly name: string;
  readonly severity: Severity;
  readonly labels: Labels;
  /** What it is about, in a few words: `p47-srv-02`. */
  readonly about?: string;
  /** Who did it, where a person did. */
  readonly by?: string;
  /** The note of an acknowledgement, the reason of a silence, what inhibits it. */
  readonly text?: string;
  /** Castor was not there: Prometheus' own series ALERTS told it afterwards. */
  readonly filled?: true;
}

/** How an alert stood from one moment to another. */
export interface Spell {
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
  readonly state: "pending" | "firing" | "suppressed";
}

/** An alert's own past. */
export interface AlertHistory {
  /** Newest first. */
  readonly transitions: readonly Transition[];
  /** Oldest first. */
  readonly spells: readonly Spell[];
  /** How often it has fired in the time asked for, and for how long altogether, ms. */
  readonly fired: { readonly count: number; readonly total: number };
}

/** What happened in a cluster in a stretch of time. */
export interface Chronicle {
  readonly from: number;
  readonly to: number;
  /** Newest first, at most 500; `more` says that there are others. */
  readonly transitions: readonly Transition[];
  readonly more: boolean;
  /** How many alerts fired at these moments, by severity: for the chart. */
  readonly chart: { readonly times: readonly number[]; readonly lines: Readonly<Record<Severity, readonly number[]>> };
  /** The alerts that fired most or longest. */
  readonly busiest: readonly { readonly alert: string; readonly name: string; readonly severity: Severity; readonly labels: Labels; readonly about?: string; readonly count: number; readonly total: number; readonly firing: boolean }[];
  /** In a few sentences. */
  readonly summary: readonly string[];
  /** Stretches of which nobody knows anything: Castor was not there and Prometheus has no series. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** What of the filter was not understood, each in a sentence. */
  readonly mistakes?: readonly string[];
}
