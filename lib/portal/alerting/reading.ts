import type { AlertRule, Labels, Silence } from "@/lib/model/alerting";
import type { AlertmanagerAlert, AlertmanagerStatus } from "@/lib/tools/alertmanager";
import type { RuleAlert } from "@/lib/tools/prometheus";

/** What one Alertmanager said when it was asked last. */
export interface AlertmanagerReading {
  readonly status: AlertmanagerStatus;
  readonly alerts: readonly AlertmanagerAlert[];
  readonly silences: readonly Silence[];
  /** Names of time intervals by fingerprint. */
  readonly muted: ReadonlyMap<string, readonly string[]>;
  /** What it knew before it was restarted and has not been told again: its not knowing them means nothing yet. */
  readonly forgotten: ReadonlySet<string>;
}

/** What one Prometheus said when it was asked last. */
export interface PrometheusReading {
  readonly version: string;
  readonly rules: readonly AlertRule[];
  readonly alerts: readonly RuleAlert[];
  /** Undefined where it does not tell. */
  readonly external: Labels | undefined;
}

/** One Alertmanager or Prometheus: its last word, and why there is no newer one. */
export interface SourceState<R> {
  readonly name: string;
  /** The last good answer, however old. */
  readonly reading?: R;
  /** When that was, ms since the epoch. */
  readonly at?: number;
  /** Why it does not answer now. */
  readonly problem?: string;
  /** How much its clock is ahead (+) or behind (−) of Castor's, ms, where that matters. */
  readonly clock?: number;
}

/** Everybody's last words. */
export interface Readings {
  readonly alertmanagers: readonly SourceState<AlertmanagerReading>[];
  readonly prometheuses: readonly SourceState<PrometheusReading>[];
}

/** Whether a source has just answered: only then what it does not say means something. */
export const answers = ({ reading, problem }: SourceState<unknown>): boolean => reading !== undefined && problem === undefined;
