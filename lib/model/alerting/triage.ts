import type { ObjectRef } from "../api-resource";
import type { Severity } from "../alert";
import type { Acknowledgement, Alert, AlertState } from "./alert";

/** What is asked of the triage page. */
export interface TriageQuery {
  readonly clusters: readonly string[];
  /** In the filter language; see `filter.ts`. */
  readonly filter: string;
  /** Ids of groups whose alerts are wanted, too, each with how many (50). */
  readonly open: Readonly<Record<string, number>>;
  /** How many groups (30). */
  readonly most: number;
}

/** What an alert is about, as far as it is known. */
export interface AlertSubject {
  readonly kind: "node" | "pod" | "workload" | "claim" | "target" | "namespace" | "cluster";
  /** `p47-srv-02`, `p47-beamline/p47-nexus-0`. */
  readonly title: string;
  readonly namespace?: string;
  readonly name: string;
  /** Castor's page of it, where it has one. */
  readonly href?: string;
  readonly ref?: ObjectRef;
}

/** One alert in a list. */
export interface TriageAlert extends Pick<Alert, "id" | "cluster" | "name" | "severity" | "state" | "labels" | "since" | "firesAt" | "resolvedAt" | "silencedBy" | "inhibitedBy" | "mutedBy" | "receivers" | "stale"> {
  /** What is wrong, in a person's words. */
  readonly title: string;
  readonly detail?: string;
  readonly subject: AlertSubject;
  readonly acknowledgement?: Pick<Acknowledgement, "by" | "note" | "at">;
  /** Why nobody hears of it, in a few words: "silenced by Ada until 14:00", "inhibited by KubeNodeNotReady". */
  readonly suppressed?: string;
}

/** What else a cause touches. Names are a few of them, counts are exact; services and applications where Castor can know them. */
export interface BlastRadius {
  readonly pods: number;
  readonly workloads: readonly string[];
  readonly services: readonly string[];
  readonly applications: readonly string[];
  readonly namespaces: readonly string[];
}

/** Alerts that probably have one cause. */
export interface CauseGroup {
  /** Stable while the cause is the same; unique among all clusters. */
  readonly id: string;
  readonly cluster: string;
  /** What they share; `alert` where they share nothing but their name. */
  readonly kind: "node" | "workload" | "claim" | "application" | "pod" | "target" | "alert";
  /** "p47-srv-02 is not ready", "p47-nexus keeps restarting". */
  readonly title: string;
  /** Why they are together, in a sentence. */
  readonly why: string;
  /** Castor's page of the cause, where it has one. */
  readonly href?: string;
  readonly severity: Severity;
  /** The worst state: firing before pending, suppressed and resolved. */
  readonly state: AlertState;
  /** Since when the first of them. */
  readonly since: number;
  readonly counts: Readonly<Record<AlertState, number>>;
  /** Names of its alerts with how many each, most first. */
  readonly names: readonly (readonly [name: string, count: number])[];
  readonly radius: BlastRadius;
  /** How many are acknowledged, and by whom. */
  readonly acknowledged: { readonly count: number; readonly by: readonly string[] };
  /** The worst first; only of groups that were asked to be open. */
  readonly alerts?: readonly TriageAlert[];
}

/** The answer: groups worst first. */
export interface Triage {
  readonly at: number;
  /** Of each cluster that was asked. */
  readonly revisions: Readonly<Record<string, number>>;
  readonly groups: readonly CauseGroup[];
  /** How many groups there are altogether. */
  readonly total: number;
  /** Alerts that match, by state. */
  readonly counts: Readonly<Record<AlertState, number>>;
  /** Firing alerts that match, by severity. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** All alerts, whatever the filter. */
  readonly all: number;
  /** What of the filter was not understood, each in a sentence; those parts were left out. */
  readonly mistakes: readonly string[];
}

/** What the completion of the filter may offer: labels by how many alerts have them, with their values. */
export interface FilterVocabulary {
  readonly labels: readonly { readonly name: string; readonly values: readonly (readonly [value: string, count: number])[] }[];
  /** What is known for the words with `@`: `@cluster`, `@receiver`, and for `@ack` the usernames. */
  readonly conditions?: Readonly<Partial<Record<"cluster" | "receiver" | "ack", readonly (readonly [value: string, count: number])[]>>>;
}
