import Link from "next/link";
import { buttonLook } from "@/components/ui/button";
import type { Cluster } from "@/lib/model";
import { ClusterFigures } from "./cluster-figures";
import { ClusterBand, StageBadge } from "./cluster-head";
import { HomeButton } from "./home-button";
import { TileGrid } from "./tile-grid";

/** A cluster on the landing page: what it is for, how it is, and every tool of it. */
export function ClusterSection({ cluster }: { readonly cluster: Cluster }) {
  return (
    <ClusterBand cluster={cluster} label={cluster.title}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-3 pr-3 pl-4 sm:pr-4 sm:pl-5">
        <h2 className="text-lg font-semibold tracking-tight">
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:underline">
            {cluster.title}
          </Link>
        </h2>
        <StageBadge stage={cluster.stage} />
        <p className="text-muted max-md:order-1 max-md:w-full">{cluster.purpose}</p>
        <span className="ml-auto flex items-center gap-1">
          <HomeButton cluster={cluster.id} title={cluster.title} />
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className={buttonLook}>
            <span>
              Open<span className="max-sm:sr-only"> {cluster.title}</span>
            </span>
          </Link>
        </span>
      </header>
      <ClusterFigures cluster={cluster.id} />
      <TileGrid cluster={cluster} />
    </ClusterBand>
  );
}
