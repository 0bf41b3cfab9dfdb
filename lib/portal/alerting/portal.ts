import type { Person, TimeRange } from "@/lib/model";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import type { Acknowledgement, Alert, AlertGraph, AlertHistory, Chronicle, FilterVocabulary, Labels, RoutingExplanation, Silence, SilenceDraft, SilenceEntry, SilencePreview, SilenceProposal, Triage, TriageQuery } from "@/lib/model/alerting";

/** Where a request came from, for the audit log. */
export interface Asked {
  /** The browser's address, as far as Castor can know it. */
  readonly from: string;
  readonly signal?: AbortSignal;
}

/** What was selected on a page: single alerts, and whole groups as the filter narrows them. */
export interface Selection {
  readonly alerts: readonly string[];
  readonly groups: readonly string[];
  readonly filter: string;
}

/** What pages may ask about alerts. Every function takes the person who asks and refuses what they may not have. */
export interface AlertingPortal {
  /** The first screen of the triage page: grouped by cause, filtered, worst first. Asks nobody. */
  triage(person: Person, query: TriageQuery): Promise<Triage>;
  /** What the person may do about a cluster's alerts, for pages to say beforehand; each change decides again. */
  mayRespond(person: Person, cluster: string): MayRespond;
  /** What the filter's completion may offer. */
  vocabulary(person: Person, clusters: readonly string[]): FilterVocabulary;
  /** All alerts of a cluster, merged. */
  alerts(person: Person, cluster: string): readonly Alert[];
  /** Who hears of alerts with these labels, and why: for each Alertmanager configuration of the cluster. `alert` names the alert itself, where it is one. */
  explain(person: Person, cluster: string, labels: Labels, alert?: string): readonly RoutingExplanation[];
  /** All that the Alertmanagers keep, with what each covers and what the person may do with it. Waits only for the very first reading. */
  silences(person: Person, cluster: string): Promise<readonly SilenceEntry[]>;
  /** The smallest silences that cover a selection and nothing else. */
  propose(person: Person, cluster: string, selection: Selection): SilenceProposal;
  /** Exactly what a silence would cover now; `selected` are the ids it was meant for. */
  preview(person: Person, cluster: string, draft: Pick<SilenceDraft, "matchers" | "endsAt" | "id" | "startsAt">, selected: readonly string[]): SilencePreview;
  /** Makes or changes a silence; answers the ids under which the Alertmanagers keep it. */
  silence(person: Person, cluster: string, draft: SilenceDraft, asked: Asked): Promise<readonly Silence[]>;
  expireSilence(person: Person, cluster: string, id: string, asked: Asked): Promise<void>;
  acknowledge(person: Person, cluster: string, alert: string, note: string, asked: Asked): Promise<Acknowledgement>;
  /** Gives an alert back. */
  release(person: Person, cluster: string, alert: string, asked: Asked): Promise<void>;
  history(person: Person, cluster: string, alert: string, signal: AbortSignal): Promise<AlertHistory>;
  /** What happened between two moments (ms since the epoch), narrowed by the filter language; `zone` (UTC) is the clock by which its sentences go. */
  chronicle(person: Person, cluster: string, ask: { readonly from: number; readonly to: number; readonly filter: string; readonly zone?: string }, signal: AbortSignal): Promise<Chronicle>;
  /** What an alert's rule measured. */
  graph(person: Person, cluster: string, alert: string, range: TimeRange, signal: AbortSignal): Promise<AlertGraph>;
}
