/** One thing that is wrong now, and where it is solved. */
export interface AttentionItem {
  /** Stable while the same thing stays wrong. */
  readonly id: string;
  readonly cluster: string;
  readonly severity: "critical" | "warning" | "info";
  /** A few words: what is wrong with what. */
  readonly title: string;
  /** One more fact, when there is one. */
  readonly detail?: string;
  /** Since when, ms since the epoch. */
  readonly since?: number;
  /** Where it is solved: a path in Castor or a tool's address. */
  readonly href: string;
}
