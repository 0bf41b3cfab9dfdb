"use client";
import type { ReactNode } from "react";
import { useLive } from "@/components/ui/snapshots";
import type { Cluster, PanelState } from "@/lib/model";
import type { AlertingSummary } from "@/lib/model/alerting/summary";

/** How a cluster's alerting stands, as its topic tells. */
export interface Heard {
  readonly cluster: Cluster;
  readonly state: PanelState<AlertingSummary>;
}

/** Listens to the alerting topic of every cluster, however many there are, and hands over what they say. */
export function GatherSummaries({ clusters, heard = [], children }: { readonly clusters: readonly Cluster[]; readonly heard?: readonly Heard[]; readonly children: (heard: readonly Heard[]) => ReactNode }) {
  const [first, ...rest] = clusters;
  if (first === undefined) return children(heard);
  return (
    <GatherOne key={first.id} cluster={first} rest={rest} heard={heard}>
      {children}
    </GatherOne>
  );
}

function GatherOne({ cluster, rest, heard, children }: { readonly cluster: Cluster; readonly rest: readonly Cluster[]; readonly heard: readonly Heard[]; readonly children: (heard: readonly Heard[]) => ReactNode }) {
  const state = useLive("alerting", cluster.id);
  return (
    <GatherSummaries clusters={rest} heard={[...heard, { cluster, state }]}>
      {children}
    </GatherSummaries>
  );
}

/** The revisions that the topics tell, by cluster. */
export function revisionsOf(heard: readonly Heard[]): Readonly<Record<string, number>> {
  return Object.fromEntries(heard.flatMap(({ cluster, state }) => (state.status === "ok" || state.status === "stale" ? [[cluster.id, state.value.revision]] : [])));
}
