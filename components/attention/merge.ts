import type { AttentionItem, PanelState } from "@/lib/model";

/** What is known of one cluster's troubles. */
export interface Watched {
  readonly cluster: string;
  readonly title: string;
  readonly state: PanelState<readonly AttentionItem[]>;
}

/** What needs attention over all clusters of a person. */
export interface Overview {
  /** Worst first; of two equally bad, the newer first. */
  readonly items: readonly AttentionItem[];
  /** Titles of the clusters whose news are missing or old. */
  readonly unseen: readonly string[];
  /** Not one cluster has fresh news. */
  readonly blind: boolean;
  /** No cluster has said anything yet. */
  readonly waiting: boolean;
}

const rank: Record<AttentionItem["severity"], number> = { critical: 0, warning: 1, info: 2 };

function byUrgency(a: AttentionItem, b: AttentionItem): number {
  return rank[a.severity] - rank[b.severity] || (b.since ?? 0) - (a.since ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Joins what the clusters say into one list and says whose word is missing. */
export function overview(watched: readonly Watched[]): Overview {
  const items = watched.flatMap(({ state }) => (state.status === "ok" || state.status === "stale" ? state.value : []));
  const unseen = watched.filter(({ state }) => state.status === "failed" || state.status === "stale").map(({ title }) => title);
  return {
    items: items.toSorted(byUrgency),
    unseen,
    blind: unseen.length > 0 && unseen.length === watched.length,
    waiting: watched.every(({ state }) => state.status === "loading"),
  };
}
