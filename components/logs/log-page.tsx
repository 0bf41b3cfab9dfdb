"use client";
import { useEffect, useState } from "react";
import Link from "next/link";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { request } from "@/components/live";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { objectHref, resourceHref } from "@/lib/model/api-resource";
import type { Cluster } from "@/lib/model/cluster";
import { logsPath } from "@/lib/model/log-query";
import { mostLogStreams } from "@/lib/model/log-stream";
import type { LogPod } from "@/lib/model/object-report";
import { problemOf, type Problem } from "@/lib/model/problem";
import { LogView } from "./log-view";

interface Props {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** Names of pods. */
  readonly pods: readonly string[];
}

const podsResource = { group: "", version: "v1", resource: "pods" };

/** The page of logs, for a link that can be sent. */
export function LogPage({ cluster, namespace, pods }: Props) {
  const names = pods.slice(0, mostLogStreams);
  return (
    <div className="flex flex-col gap-3.5">
      <ClusterBand cluster={cluster} label={`Logs in ${namespace}`}>
        <header className="flex min-w-0 flex-col gap-1 py-3 pr-4 pl-5">
          <nav aria-label="Where you are" className="flex flex-wrap items-center gap-x-1.5 text-[13px] text-muted">
            <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:text-text hover:underline">
              {cluster.title}
            </Link>
            <span aria-hidden="true">/</span>
            <Link href={`${resourceHref(cluster.id, podsResource)}?namespace=${encodeURIComponent(namespace)}`} prefetch={false} className="hover:text-text hover:underline">
              Pods in {namespace}
            </Link>
            <span className="ml-auto">
              <StageBadge stage={cluster.stage} />
            </span>
          </nav>
          <h1 className="text-[22px] leading-7 font-semibold tracking-tight">Logs</h1>
          <p className="flex flex-wrap gap-x-3 text-muted">
            {names.map((name) => (
              <Link key={name} href={objectHref(cluster.id, { ...podsResource, namespace, name })} prefetch={false} className="wrap-anywhere hover:text-text hover:underline">
                {name}
              </Link>
            ))}
          </p>
        </header>
      </ClusterBand>
      {names.length === 0 ? (
        <p className="text-muted">The address names no pod. Choose one among the pods in {namespace}, and its logs from there.</p>
      ) : (
        <Pods key={names.join(" ")} cluster={cluster.id} namespace={namespace} names={names} />
      )}
    </div>
  );
}

/** Asks which containers the pods have; where that may not be known, their logs are still asked for. */
function Pods({ cluster, namespace, names }: { readonly cluster: string; readonly namespace: string; readonly names: readonly string[] }) {
  const [found, setFound] = useState<readonly LogPod[]>();
  const [problem, setProblem] = useState<Problem>();
  const [turn, setTurn] = useState(0);
  const query = new URLSearchParams(names.map((name) => ["pod", name])).toString();
  useEffect(() => {
    const leaving = new AbortController();
    request<readonly LogPod[]>(`${logsPath(cluster, namespace)}/pods?${query}`, { signal: leaving.signal }).then(
      (pods) => {
        setFound(pods);
        setProblem(undefined);
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => leaving.abort();
  }, [cluster, namespace, query, turn]);
  if (problem?.code === "forbidden") return <LogView cluster={cluster} pods={names.map((name) => ({ namespace, name, containers: [] }))} />;
  if (problem !== undefined) {
    return (
      <div className="flex flex-col items-start gap-3">
        <ProblemNote problem={problem} />
        <Button onClick={() => setTurn(turn + 1)}>Ask again</Button>
      </div>
    );
  }
  if (found === undefined) return <Skeleton className="h-64 w-full" label="Looking for the pods" />;
  const missing = names.filter((name) => !found.some((pod) => pod.name === name));
  return (
    <>
      {missing.length === 0 ? null : <p className="text-[13px] text-muted">{missing.length === 1 ? `There is no pod ${missing[0]} any more.` : `There are no pods ${missing.join(", ")} any more.`}</p>}
      <LogView cluster={cluster} pods={found} />
    </>
  );
}
