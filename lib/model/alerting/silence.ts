import type { Matcher } from "./matcher";

/** A silence as the Alertmanagers keep it; times are ms since the epoch. */
export interface Silence {
  readonly id: string;
  readonly state: "active" | "pending" | "expired";
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  /** The name that whoever made it gave. */
  readonly createdBy: string;
  readonly comment: string;
  /** Names of the Alertmanagers that have it. */
  readonly sources: readonly string[];
}

/** What a person asks for: a new silence, or with an id a change of one. */
export interface SilenceDraft {
  readonly id?: string;
  readonly matchers: readonly Matcher[];
  /** ms since the epoch; now where absent. */
  readonly startsAt?: number;
  readonly endsAt: number;
  readonly comment: string;
  /** Ids of the alerts that it is meant for: what it covers beyond them counts as broad. */
  readonly selected?: readonly string[];
}

/** An alert that a silence covers, in as many words as a list needs. */
export interface CoveredAlert {
  readonly id: string;
  readonly name: string;
  readonly state: "firing" | "pending" | "suppressed";
  readonly labels: Readonly<Record<string, string>>;
  /** It was not among those that were selected. */
  readonly beyond?: true;
}

/** Exactly what a silence would cover now, and what stands against it. */
export interface SilencePreview {
  readonly alerts: readonly CoveredAlert[];
  /** Names of rules that don't fire now but whose own labels let every alert of theirs be covered for certain, or possibly. */
  readonly rules: readonly { readonly name: string; readonly certain: boolean }[];
  /** Of `alerts`, how many. */
  readonly counts: { readonly firing: number; readonly pending: number; readonly suppressed: number; readonly beyond: number };
  /** Silences that already cover the same, or nearly. */
  readonly similar: readonly Silence[];
  /** Why it must not be made, each in a sentence; empty where it may. */
  readonly refusals: readonly string[];
  /** What one should know, each in a sentence. */
  readonly warnings: readonly string[];
}

/** Silences that together cover what was selected and nothing else, and what they cover. */
export interface SilenceProposal {
  readonly silences: readonly { readonly matchers: readonly Matcher[]; readonly covers: readonly string[] }[];
  /** Ids of the alerts that were selected. */
  readonly selected: readonly string[];
  /** Why something of the selection could not be covered exactly, in sentences. */
  readonly notes: readonly string[];
}

/** A silence in the inventory. */
export interface SilenceEntry extends Silence {
  /** What it covers now. */
  readonly impact: { readonly firing: number; readonly pending: number };
  /** A few names of alerts that it covers. */
  readonly covers: readonly string[];
  /** The asking person may change and expire it; the reason where not. */
  readonly mine: boolean;
  readonly may: boolean;
  readonly reason?: string;
}
