"use client";
import { useDeferredValue, useState } from "react";
import Link from "next/link";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { request } from "@/components/live";
import { buttonLook } from "@/components/ui/button";
import { Go } from "@/components/ui/go";
import { PanelBody } from "@/components/ui/panel-frame";
import { Skeleton } from "@/components/ui/skeleton";
import type { Cluster } from "@/lib/model/cluster";
import type { Dashboards } from "@/lib/model/dashboard";
import type { PanelState } from "@/lib/model/panel-state";
import { problemOf } from "@/lib/model/problem";
import { DashboardGroups } from "./dashboard-groups";
import { dashboardsSearch, narrowed, writeDashboardsSearch, type DashboardsSearch } from "./dashboards-search";
import { DashboardsTools } from "./dashboards-tools";
import { KeepForGood } from "./keep-for-good";

/** How often the list is asked for while somebody looks, and while it does not come, ms. */
const every = 60_000;
const soon = 10_000;

interface Props {
  readonly cluster: Cluster;
  readonly search: Parameters<typeof dashboardsSearch>[0];
}

/** All dashboards that a cluster's Grafana shows the person. */
export function DashboardsPage(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <List {...props} />
    </QueryClientProvider>
  );
}

function useDashboards(cluster: string): PanelState<Dashboards> {
  const { data, error } = useQuery({
    queryKey: ["dashboards", cluster],
    queryFn: ({ signal }) => request<Dashboards>(`/api/clusters/${encodeURIComponent(cluster)}/dashboards`, { signal }),
    refetchInterval: ({ state }) => (state.status === "error" ? soon : every),
    retry: false,
  });
  if (data === undefined) return error === null ? { status: "loading" } : { status: "failed", problem: problemOf(error) };
  return error === null ? { status: "ok", value: data, at: data.at, every } : { status: "stale", value: data, at: data.at, every, problem: problemOf(error) };
}

function List({ cluster, search: initial }: Props) {
  const [search, setSearch] = useState(() => dashboardsSearch(initial));
  const deferred = useDeferredValue(search);
  const state = useDashboards(cluster.id);
  const grafana = cluster.tiles.find(({ id }) => id === "grafana");
  const choose = (next: DashboardsSearch) => {
    setSearch(next);
    writeDashboardsSearch(next);
  };
  return (
    <div className="flex flex-col gap-4">
      <ClusterBand cluster={cluster} label="Dashboards">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-4 pr-4 pb-3.5 pl-4 sm:pl-5">
          <h1 className="text-[22px] leading-7 font-semibold tracking-tight">
            Dashboards<span className="sr-only"> of {cluster.title}</span>
          </h1>
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className="text-muted hover:underline">
            {cluster.title}
          </Link>
          <StageBadge stage={cluster.stage} />
          <span className="flex-1" />
          {grafana === undefined ? null : (
            <Go href={grafana.href} className={buttonLook}>
              Open {grafana.title}
            </Go>
          )}
          <p className="w-full text-muted">What Grafana draws of this cluster, as far as it shows it to you.</p>
        </header>
      </ClusterBand>
      <div aria-busy={state.status === "loading"} className={state.status === "failed" ? "rounded-m border border-line bg-surface p-4" : "flex flex-col gap-4"}>
        <PanelBody state={state} waiting={<Waiting />}>
          {({ dashboards }) => (
            <div className="flex flex-col gap-4">
              {dashboards.length === 0 ? (
                <p className="text-muted">Grafana shows you no dashboards.</p>
              ) : (
                <>
                  <DashboardsTools dashboards={dashboards} search={search} onChange={choose} />
                  <Found cluster={cluster.id} all={dashboards.length} found={narrowed(dashboards, deferred)} />
                </>
              )}
              <KeepForGood cluster={cluster.id} />
            </div>
          )}
        </PanelBody>
      </div>
    </div>
  );
}

function Found({ cluster, all, found }: { readonly cluster: string; readonly all: number; readonly found: Dashboards["dashboards"] }) {
  return (
    <>
      <p role="status" className="text-[13px] text-muted">
        {found.length === all ? (all === 1 ? "1 dashboard" : `${all} dashboards`) : found.length === 0 ? "No dashboard matches." : `${found.length} of ${all} dashboards`}
      </p>
      <DashboardGroups cluster={cluster} dashboards={found} />
    </>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-8 w-72 max-w-full" label="Waiting for the dashboards" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
