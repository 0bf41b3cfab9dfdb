import type { Cluster } from "@/lib/model";
import { TileCard } from "./tile-card";

/** All tiles of a cluster that the person may open. */
export function TileGrid({ cluster }: { readonly cluster: Cluster }) {
  if (cluster.tiles.length === 0) return <p className="border-t border-line px-5 py-3 text-muted">No tool of this cluster is open to your groups.</p>;
  return (
    <ul aria-label={`Tools of ${cluster.title}`} className="grid border-t border-line sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
      {cluster.tiles.map((tile) => (
        <TileCard key={tile.id} cluster={cluster} tile={tile} />
      ))}
    </ul>
  );
}
