"use client";
import { useEffect, useState } from "react";
import Link from "next/link";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { TimeChart } from "@/components/charts/time-chart";
import { request, useServerClock } from "@/components/live";
import { buttonLook } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Amount } from "@/components/ui/quantity";
import { Segmented } from "@/components/ui/segmented";
import type { ObjectRef } from "@/lib/model/api-resource";
import type { NodeHistory } from "@/lib/model/history";
import { problemOf } from "@/lib/model/problem";
import { timeRanges, type TimeRange } from "@/lib/model/time-range";
import { podNamePatterns, workloadCharts } from "@/lib/model/workload-charts";
import { createWorkloadBoard, newestUse } from "./workload-board";

const segments = Object.entries(timeRanges).map(([value, { title }]) => ({ value: value as TimeRange, label: title }));
/** New points come with each scrape, ms. */
const again = 15_000;

/** What an object uses, from Prometheus, with its requests and limits as lines; a node has a page of its own for that. */
export function ObjectMetrics({ cluster, refData }: { readonly cluster: string; readonly refData: ObjectRef }) {
  const [queries] = useState(() => new QueryClient());
  if (refData.kind === "Node") {
    return (
      <p>
        <Link href={`/clusters/${cluster}/nodes/${encodeURIComponent(refData.name)}`} prefetch={false} className={buttonLook}>
          Watch {refData.name} live
        </Link>
      </p>
    );
  }
  if (refData.namespace === undefined || podNamePatterns[refData.kind] === undefined) {
    return <p className="text-muted">Nothing measures objects of the kind {refData.kind}: look at the pods that belong to it.</p>;
  }
  return (
    <QueryClientProvider client={queries}>
      <Charts cluster={cluster} kind={refData.kind} namespace={refData.namespace} name={refData.name} />
    </QueryClientProvider>
  );
}

function Charts({ cluster, kind, namespace, name }: { readonly cluster: string; readonly kind: string; readonly namespace: string; readonly name: string }) {
  const [range, setRange] = useState<TimeRange>("1h");
  const clock = useServerClock();
  const [of] = useState(() => createWorkloadBoard(clock, range));
  useEffect(() => of.board.start(), [of]);
  const path = [cluster, "metrics", namespace, kind, name].map(encodeURIComponent).join("/");
  const { data, error, isPending } = useQuery({
    queryKey: ["workload-history", path, range],
    queryFn: ({ signal }) => request<NodeHistory>(`/api/clusters/${path}?range=${range}`, { signal }),
    refetchInterval: again,
    placeholderData: (before) => before,
    retry: false,
  });
  useEffect(() => {
    if (data !== undefined) of.setHistory(data);
  }, [of, data]);
  const choose = (next: TimeRange) => {
    setRange(next);
    of.board.setRange(next);
  };
  const fed = workloadCharts.filter(({ id }) => data === undefined || data.charts[id] !== undefined);
  return (
    <div className="flex flex-col gap-3.5" aria-busy={isPending}>
      <div className="flex flex-wrap"><Segmented label="Time range" segments={segments} value={range} onChange={choose} /></div>
      {error === null ? null : <ProblemNote problem={problemOf(error)} />}
      {data !== undefined && fed.length === 0 ? <p className="text-muted">Prometheus has no figures of {name}: container_cpu_usage_seconds_total has no series for it.</p> : null}
      <section aria-label="Charts" className="grid gap-3.5 lg:grid-cols-2">
        {fed.map(({ id, title, unit, note }) => {
          const one = data?.charts[id];
          const newest = data === undefined ? NaN : newestUse(data, id);
          return (
            <TimeChart
              key={id}
              title={title}
              plot={of.plots[id]}
              board={of.board}
              current={() => newest}
              headline={Number.isNaN(newest) ? undefined : <span className="font-mono text-xs"><Amount value={newest} unit={unit} /></span>}
              note={
                one !== undefined && "problem" in one ? (
                  <p className="mt-1 text-xs text-warn">No history here: {one.problem.message}</p>
                ) : note === undefined ? null : (
                  <p className="mt-1 text-xs text-muted">{note}</p>
                )
              }
            />
          );
        })}
      </section>
    </div>
  );
}
