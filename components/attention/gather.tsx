"use client";
import type { ReactNode } from "react";
import { useLive } from "@/components/ui/snapshots";
import type { AccentedCluster } from "./accented-cluster";
import type { Watched } from "./merge";

/** Listens to the attention topic of every cluster, however many there are, and hands over what they say. */
export function Gather({
  clusters,
  found,
  children,
}: {
  readonly clusters: readonly AccentedCluster[];
  readonly found: readonly Watched[];
  readonly children: (watched: readonly Watched[]) => ReactNode;
}) {
  const [first, ...rest] = clusters;
  if (first === undefined) return children(found);
  return (
    <GatherOne key={first.id} cluster={first} rest={rest} found={found}>
      {children}
    </GatherOne>
  );
}

function GatherOne({
  cluster,
  rest,
  found,
  children,
}: {
  readonly cluster: AccentedCluster;
  readonly rest: readonly AccentedCluster[];
  readonly found: readonly Watched[];
  readonly children: (watched: readonly Watched[]) => ReactNode;
}) {
  const state = useLive("attention", cluster.id);
  return (
    <Gather clusters={rest} found={[...found, { cluster: cluster.id, title: cluster.title, state }]}>
      {children}
    </Gather>
  );
}
