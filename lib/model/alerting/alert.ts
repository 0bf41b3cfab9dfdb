import type { Severity } from "../alert";
import type { Labels } from "./matcher";

/** How an alert is: waiting for its time, telling people, kept from telling them, or over. */
export const alertStates = ["firing", "pending", "suppressed", "resolved"] as const;
export type AlertState = (typeof alertStates)[number];

/**
 * One alert of a cluster, merged from every Alertmanager and Prometheus that knows it. Times are
 * ms since the epoch.
 */
export interface Alert {
  /** Alertmanager's fingerprint of its labels: 16 hexadecimal digits. */
  readonly id: string;
  readonly cluster: string;
  /** The label `alertname`. */
  readonly name: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly labels: Labels;
  /** `summary`, `description`, `runbook_url` and what else the rule says, expanded. */
  readonly annotations: Labels;
  /** Since when its expression holds (pending), or it fires. */
  readonly since: number;
  /** When a pending alert will fire if nothing changes. */
  readonly firesAt?: number;
  /** When it was found to be over. */
  readonly resolvedAt?: number;
  /** Ids of the silences that suppress it, as the Alertmanagers themselves say. */
  readonly silencedBy: readonly string[];
  /** Ids of the alerts that inhibit it; Alertmanager names at most one. */
  readonly inhibitedBy: readonly string[];
  /** Names of the time intervals that mute it. */
  readonly mutedBy: readonly string[];
  /** Names of the receivers that it goes to. */
  readonly receivers: readonly string[];
  readonly generatorUrl?: string;
  /** The value of the rule's expression at its last evaluation. */
  readonly value?: number;
  /** The rule that made it, by the key of {@link AlertRule}. */
  readonly rule?: string;
  /** Names of the Alertmanagers and Prometheis that know it. */
  readonly sources: readonly string[];
  /** Nobody who knows it answers at the moment: this is how it was last. */
  readonly stale?: true;
}

/** Alerts that say something about alerting itself: Watchdog always fires, InfoInhibitor only suppresses others. */
export const technicalAlerts: ReadonlySet<string> = new Set(["Watchdog", "InfoInhibitor"]);

/** An alerting rule as Prometheus has it. Durations are seconds, times ms since the epoch. */
export interface AlertRule {
  /** `<prometheus>/<group>/<name>/<n>`: unique among the rules of a cluster. */
  readonly key: string;
  readonly name: string;
  readonly group: string;
  readonly file: string;
  readonly prometheus: string;
  readonly query: string;
  readonly duration: number;
  readonly keepFiringFor: number;
  readonly labels: Labels;
  /** Not expanded. */
  readonly annotations: Labels;
  readonly state: "inactive" | "pending" | "firing";
  readonly health: "ok" | "err" | "unknown";
  readonly lastError?: string;
  readonly lastEvaluation?: number;
  /** How often it is evaluated, seconds. */
  readonly interval: number;
}

/** Somebody has taken an alert on, until it ends. */
export interface Acknowledgement {
  readonly cluster: string;
  /** The alert's id. */
  readonly alert: string;
  readonly by: { readonly id: string; readonly name: string; readonly username: string };
  readonly note: string;
  /** ms since the epoch. */
  readonly at: number;
}

/** One Alertmanager or Prometheus of a cluster, and whether it answers. */
export interface AlertSource {
  /** As settings and people call it: "Alertmanager of Pollux". */
  readonly name: string;
  readonly kind: "alertmanager" | "prometheus";
  /** When it last answered, ms since the epoch; absent where it never did. */
  readonly at?: number;
  /** Why it does not answer now. */
  readonly problem?: string;
  /** The gossip cluster of an Alertmanager: its status and the names of its peers, itself included. */
  readonly gossip?: { readonly status: string; readonly name: string; readonly peers: readonly string[] };
  readonly version?: string;
  /** Its clock is ahead (+) or behind (−) of Castor's by so many ms, where that is more than a few seconds. */
  readonly clock?: number;
}
