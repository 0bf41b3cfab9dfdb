"use client";
import { useState } from "react";
import Link from "next/link";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { request } from "@/components/live";
import { ProblemNote } from "@/components/ui/notes";
import type { Cluster, FoundTools, Refusals } from "@/lib/model";
import { problemOf } from "@/lib/model/problem";
import { FoundInCluster, FoundMistakes } from "./found-in-cluster";
import { FoundPart } from "./found-part";
import { NamedTable } from "./named-table";
import { Refused } from "./refused";

/** A look at the server's answer is this old at most, ms; the first look at a cluster is awaited more closely. */
const again = 15_000;
const soon = 1_000;

interface FoundPageProps {
  readonly cluster: Cluster;
  readonly found: FoundTools;
  readonly refusals: Refusals;
  /** When the server rendered both, ms since the epoch. */
  readonly at: number;
}

/** For administrators: every tool and link of a cluster, who may open it, what was found by itself, and what was refused. */
export function FoundPage(props: FoundPageProps) {
  const [queries] = useState(() => new QueryClient());
  const { cluster } = props;
  return (
    <QueryClientProvider client={queries}>
      <div className="flex flex-col gap-4">
        <ClusterBand cluster={cluster} label="Tools and links">
          <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-4 sm:px-5">
            <h1 className="text-[22px] leading-7 font-semibold tracking-tight">
              Tools and links<span className="sr-only"> of {cluster.title}</span>
            </h1>
            <Link href={`/clusters/${cluster.id}`} prefetch={false} className="text-muted hover:underline">
              {cluster.title}
            </Link>
            <StageBadge stage={cluster.stage} />
            <p className="w-full text-muted">What people find here, who named it, who may open it, and what was refused. Only administrators see this page.</p>
          </header>
        </ClusterBand>
        <Parts {...props} />
      </div>
    </QueryClientProvider>
  );
}

function Parts({ cluster: { id, title }, at, ...first }: FoundPageProps) {
  const once = { initialDataUpdatedAt: at, retry: false } as const;
  const found = useQuery({
    ...once,
    queryKey: ["found", id],
    queryFn: ({ signal }) => request<FoundTools>(`/api/clusters/${id}/found`, { signal }),
    initialData: first.found,
    refetchInterval: ({ state: { data } }) => (data?.enabled === true && data.at === undefined && data.problem === undefined ? soon : again),
  });
  const refusals = useQuery({ ...once, queryKey: ["refusals"], queryFn: ({ signal }) => request<Refusals>("/api/refusals", { signal }), initialData: first.refusals, refetchInterval: again });
  const error = found.error ?? refusals.error;
  const { named, entries, mistakes } = found.data;
  return (
    <>
      {error === null ? null : <ProblemNote problem={problemOf(error)} />}
      <FoundPart title="Named by the settings" sentence={named.length === 0 ? "castor.yaml names no tool and no link of this cluster." : "What castor.yaml says goes before everything that is found."}>
        {named.length === 0 ? null : <NamedTable named={named} entries={entries} />}
      </FoundPart>
      <FoundInCluster title={title} found={found.data} />
      <FoundMistakes cluster={id} mistakes={mistakes} />
      <Refused refusals={refusals.data} />
    </>
  );
}
