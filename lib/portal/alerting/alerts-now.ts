import type { Acknowledgement, Alert, AlertingConfig, AlertRule, AlertSource, Silence } from "@/lib/model/alerting";

/** Everything that is known of a cluster's alerts at one moment. */
export interface AlertsNow {
  /** Grows with every change of what people see. */
  readonly revision: number;
  /** ms since the epoch. */
  readonly at: number;
  /** By id; those that ended in the last hours too. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** By id; those that expired, as long as the Alertmanagers keep them. */
  readonly silences: ReadonlyMap<string, Silence>;
  /** By key. */
  readonly rules: ReadonlyMap<string, AlertRule>;
  /** One for each distinct configuration, with the names of the Alertmanagers that run it; a problem where it can't be read. */
  readonly configs: readonly { readonly alertmanagers: readonly string[]; readonly config?: AlertingConfig; readonly problem?: string }[];
  readonly sources: readonly AlertSource[];
  /** By alert id. */
  readonly acknowledgements: ReadonlyMap<string, Acknowledgement>;
}

/** The one reader of a cluster's Alertmanagers and rules, for everybody; it reads whether anybody looks or not, for the timeline's sake. */
export interface AlertBook {
  /** Never waits; empty with revision 0 before the first answer. */
  readonly current: AlertsNow;
  /** Resolves once the first reading is done, however it went. */
  ready(): Promise<void>;
  /** Reads anew at once, after something was changed. */
  refresh(): Promise<AlertsNow>;
  /** Calls back with every new state until the function it returns is called. */
  follow(call: (now: AlertsNow) => void): () => void;
  start(): void;
  close(): Promise<void>;
}

/** What the Store remembers of a cluster's alerts. */
export interface AlertMemory {
  /** What was known when Castor last ran: alerts that had not ended, and those that ended in the last hours. */
  recall(): Promise<readonly Alert[]>;
  /** Writes down what has changed; acknowledgements of alerts that ended are ended, too. */
  record(before: AlertsNow, after: AlertsNow): Promise<void>;
  /** Those in force, by alert id. Never waits. */
  acknowledgements(): ReadonlyMap<string, Acknowledgement>;
}

/** How long an alert that ended stays in sight, ms. */
export const resolvedFor = 6 * 3_600_000;

export const nothingYet: AlertsNow = { revision: 0, at: 0, alerts: new Map(), silences: new Map(), rules: new Map(), configs: [], sources: [], acknowledgements: new Map() };
