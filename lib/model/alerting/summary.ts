import type { AlertCounts } from "../alert";
import type { AlertSource, AlertState } from "./alert";

/** How a cluster's alerting stands, small enough to travel at each change. */
export interface AlertingSummary {
  /** Grows with every change of an alert, a silence, an acknowledgement. */
  readonly revision: number;
  readonly states: Readonly<Record<AlertState, number>>;
  readonly counts: AlertCounts;
  readonly sources: readonly AlertSource[];
  /** Alerts that began to fire lately, newest first, at most 20: for notifications in the browser. */
  readonly fresh: readonly { readonly id: string; readonly name: string; readonly title: string; readonly severity: string; readonly since: number }[];
  readonly pipelineProblems: number;
}

/** One of the asking person's own silences that ends within the hour and still covers something. */
export interface SilenceReminder {
  readonly cluster: string;
  readonly id: string;
  readonly comment: string;
  /** ms since the epoch. */
  readonly endsAt: number;
  /** How many alerts would be heard again. */
  readonly covers: number;
}
