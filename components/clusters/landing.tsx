import type { Cluster, Preferences } from "@/lib/model";
import { NeedsAttention } from "@/components/attention/needs-attention";
import { ClusterSection } from "./cluster-section";
import { HomeFirst } from "./home-first";
import { PinnedTiles } from "./pinned-tiles";
import { PreferencesProvider } from "./preferences";
import { TileCard } from "./tile-card";
import { ToolIconSheet } from "./tool-icon";

/** Every topic the landing page listens to. */
export function landingTopics(clusters: readonly Cluster[]): readonly string[] {
  return clusters.flatMap(({ id }) => ["attention", "readiness", "usage", "alerts", "health"].map((kind) => `${kind}/${id}`));
}

/** The landing page: how things are, what a person pinned, and every cluster with every tool. */
export function Landing({ clusters, preferences, hour }: { readonly clusters: readonly Cluster[]; readonly preferences: Preferences; readonly hour: number }) {
  const tiles = clusters.flatMap((cluster) => cluster.tiles.map((tile) => [`${cluster.id}/${tile.id}`, <TileCard key={tile.id} cluster={cluster} tile={tile} pinned />] as const));
  return (
    <PreferencesProvider initial={preferences}>
      <ToolIconSheet icons={clusters.flatMap((cluster) => cluster.tiles.map(({ icon }) => icon))} />
      <div className="flex flex-col gap-6">
        <NeedsAttention clusters={clusters.map(({ id, title, accent }) => ({ id, title, accent }))} hour={hour} />
        <PinnedTiles tiles={Object.fromEntries(tiles)} />
        <HomeFirst sections={clusters.map((cluster) => ({ cluster: cluster.id, section: <ClusterSection cluster={cluster} /> }))} />
      </div>
    </PreferencesProvider>
  );
}
