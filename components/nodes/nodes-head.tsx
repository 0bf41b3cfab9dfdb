import Link from "next/link";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import type { Cluster } from "@/lib/model/cluster";

/** The heading of the page of nodes: of one cluster with its accent and stage, or of all of them. */
export function NodesHead({ cluster, sentence }: { readonly cluster: Cluster | undefined; readonly sentence: string }) {
  if (cluster === undefined) {
    return (
      <header className="flex flex-col gap-1">
        <h1 className="text-[22px] leading-7 font-semibold tracking-tight">Nodes</h1>
        <p className="text-muted">{sentence}</p>
      </header>
    );
  }
  return (
    <ClusterBand cluster={cluster} label={`Nodes of ${cluster.title}`}>
      <header className="flex flex-col gap-1 py-3 pr-4 pl-5">
        <nav aria-label="Where you are" className="flex items-center text-[13px] text-muted">
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:text-text hover:underline">
            {cluster.title}
          </Link>
          <span className="ml-auto">
            <StageBadge stage={cluster.stage} />
          </span>
        </nav>
        <h1 className="text-[22px] leading-7 font-semibold tracking-tight">Nodes of {cluster.title}</h1>
        <p className="text-muted">{sentence}</p>
      </header>
    </ClusterBand>
  );
}
