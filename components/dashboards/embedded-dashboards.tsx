"use client";
import { useState } from "react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import { Button } from "@/components/ui/button";
import type { DashboardSubject, EmbeddedDashboard } from "@/lib/model/dashboard";
import { dashboardQuery } from "@/lib/model/dashboard-subject";
import { isCastorError, problemOf, type ProblemCode } from "@/lib/model/problem";
import type { TimeRange } from "@/lib/model/time-range";
import { InGrafana } from "./in-grafana";

interface Props {
  readonly cluster: string;
  readonly subject: DashboardSubject;
  /** The range of the page around it; an hour where it has none. */
  readonly range?: TimeRange;
}

/** What is known of dashboards is asked again after this time, ms: they come and go with people's work. */
const believed = 300_000;

/** With these there is nothing of Grafana's for this person, which is nothing to speak of on a page about something else. */
const silent: ReadonlySet<ProblemCode> = new Set(["forbidden", "not-found", "unauthorized", "invalid"]);

/** The dashboards about something, in a quiet section of its page; nothing at all where there are none. */
export function EmbeddedDashboards(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <About {...props} />
    </QueryClientProvider>
  );
}

function About({ cluster, subject, range = "1h" }: Props) {
  const query = dashboardQuery(subject);
  query.set("range", range);
  const path = `/api/clusters/${encodeURIComponent(cluster)}/dashboards/about?${query}`;
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["dashboards-about", path],
    queryFn: ({ signal }) => request<{ readonly dashboards: readonly EmbeddedDashboard[] }>(path, { signal }),
    staleTime: believed,
    placeholderData: (before) => before,
    retry: false,
  });
  if (data !== undefined) return data.dashboards.length === 0 ? null : <InGrafana cluster={cluster} dashboards={data.dashboards} range={range} />;
  if (error === null || (isCastorError(error) && silent.has(error.code))) return null;
  return (
    <section aria-label="In Grafana" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-m border border-line bg-surface px-4 py-2.5 text-[13px]">
      <h2 className="text-sm font-semibold tracking-tight">In Grafana</h2>
      <p className="min-w-0 flex-1 basis-64 text-muted">Whether there are dashboards about this is not known: {problemOf(error).message}</p>
      <Button disabled={isFetching} onClick={() => void refetch()}>
        Ask again
      </Button>
    </section>
  );
}
