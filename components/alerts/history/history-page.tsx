"use client";
import { useState } from "react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { AlertsHead } from "@/components/alerts/alerts-head";
import { request, useServerClock } from "@/components/live";
import { useHydrated } from "@/components/ui/hydrated";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import type { Cluster } from "@/lib/model";
import type { Chronicle } from "@/lib/model/alerting/timeline";
import { problemOf } from "@/lib/model/problem";
import { Busiest } from "./busiest";
import { FiringChart } from "./firing-chart";
import { Happenings } from "./happenings";
import { HistoryChoice } from "./history-choice";
import { historyStretch, type HistorySearch } from "./history-search";
import { exactTime } from "./local-time";

interface Props {
  readonly cluster: Cluster;
  readonly search: HistorySearch;
}

/** New things happen, ms. */
const again = 30_000;

/** What happened in a cluster: in sentences first, then as a chart, by alert, and one by one. */
export function HistoryPage({ cluster, search }: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <div data-accent={cluster.accent} className="flex flex-col gap-3.5">
        <AlertsHead cluster={cluster} page="history" title="What happened">
          Every alert that fired, was silenced or taken on, also while nobody looked.
        </AlertsHead>
        <HistoryChoice cluster={cluster.id} search={search} />
        <Told cluster={cluster.id} search={search} />
      </div>
    </QueryClientProvider>
  );
}

function Told({ cluster, search }: { readonly cluster: string; readonly search: HistorySearch }) {
  // "Last night" is the night of whoever looks, which only their browser knows.
  const isHydrated = useHydrated();
  const clock = useServerClock();
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["alerts-chronicle", cluster, search],
    queryFn: ({ signal }) => {
      const { from, to } = historyStretch(search, clock());
      const query = new URLSearchParams({ from: String(Math.round(from)), to: String(Math.round(to)), filter: search.filter, zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
      return request<Chronicle>(`/api/clusters/${cluster}/alerts/chronicle?${query.toString()}`, { signal });
    },
    enabled: isHydrated,
    refetchInterval: search.from === undefined ? again : false,
    placeholderData: (before) => before,
    retry: false,
  });
  if (data === undefined && error !== null) {
    return (
      <div className="rounded-m border border-line bg-surface p-4">
        <ProblemNote problem={problemOf(error)} />
      </div>
    );
  }
  if (data === undefined) return <Skeleton className="h-72 w-full" label="Reading what happened" />;
  return (
    <div aria-busy={isPlaceholderData} className="flex min-w-0 flex-col gap-3.5">
      {error === null ? null : <ProblemNote problem={problemOf(error)} />}
      <section aria-label="In short" className="flex flex-col gap-1 rounded-m border border-line bg-surface px-4 py-3">
        {data.summary.map((sentence, index) => (
          <p key={sentence} className={`wrap-anywhere tabular-nums ${index === 0 ? "text-[17px] leading-6 font-medium tracking-tight" : "text-[13px] text-muted"}`}>
            {sentence}
          </p>
        ))}
        <p className="text-xs text-faint tabular-nums">
          {exactTime(data.from)} to {exactTime(data.to)}
        </p>
        {(data.mistakes ?? []).map((mistake) => (
          <p key={mistake} role="alert" className="text-[13px] text-warn">
            {mistake}
          </p>
        ))}
      </section>
      <div className="flex min-w-0 flex-col gap-3.5 lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
        <FiringChart chronicle={data} />
        <Busiest cluster={cluster} busiest={data.busiest} />
      </div>
      <Happenings key={JSON.stringify(search)} cluster={cluster} chronicle={data} />
    </div>
  );
}
