"use client";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useServerClock } from "@/components/live";
import type { Cluster } from "@/lib/model/cluster";
import type { Frame, Snapshot } from "@/lib/model/frame";
import type { NodesFrame } from "@/lib/model/node";
import { readSort, writeSort } from "./nodes-columns";
import { NodesFeed } from "./nodes-feed";
import { NodesHead } from "./nodes-head";
import { NodesState } from "./nodes-state";
import { createNodesStore, type NodesStore } from "./nodes-store";
import { NodesTable } from "./nodes-table";
import { nodesSentence } from "./sentence";
import { useSettling } from "./use-settling";

/** What the address says of the page of nodes. */
export interface NodesSearch {
  readonly sort?: string | undefined;
  readonly q?: string | undefined;
  readonly cluster?: string | undefined;
}

interface Props {
  readonly clusters: readonly Cluster[];
  /** The page is about one cluster and says so in its address. */
  readonly only?: boolean;
  readonly search: NodesSearch;
  readonly initial: readonly Snapshot[];
}

function writeAddress(name: string, value: string | undefined): void {
  const url = new URL(window.location.href);
  if (value === undefined || value === "") url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}

function seeded(initial: readonly Snapshot[]): NodesStore {
  const store = createNodesStore();
  for (const { topic, frames } of initial) store.take(topic.split("/")[1] ?? "", frames as readonly Frame<NodesFrame>[]);
  return store;
}

/** The page of all nodes, of one cluster or of all that the person may see. */
export function NodesPage(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Nodes {...props} />
    </QueryClientProvider>
  );
}

function Nodes({ clusters, only = false, search, initial }: Props) {
  const [store] = useState(() => seeded(initial));
  const [sorting, setSorting] = useState(() => readSort(search.sort));
  const [filter, setFilter] = useState(search.q ?? "");
  const [chosen, setChosen] = useState(clusters.some(({ id }) => id === search.cluster) ? (search.cluster ?? "") : "");
  const hold = useSettling(store, useServerClock());
  // The list's identity tells when an overview changed, too.
  useSyncExternalStore(store.subscribeList, store.list, store.list);
  const shown = useMemo(() => clusters.filter(({ id }) => chosen === "" || id === chosen), [clusters, chosen]);
  const byId = useMemo(() => Object.fromEntries(shown.map(({ id, title, accent }) => [id, { title, accent }])), [shown]);
  const overviews = shown.map(({ id, title }) => ({ title, overview: store.overview(id) }));

  useEffect(() => writeAddress("sort", writeSort(sorting)), [sorting]);
  useEffect(() => writeAddress("q", filter), [filter]);
  useEffect(() => writeAddress("cluster", chosen), [chosen]);

  return (
    <div className="flex flex-col gap-3.5">
      {clusters.map(({ id }) => (
        <NodesFeed key={id} cluster={id} store={store} />
      ))}
      <NodesHead cluster={only ? clusters[0] : undefined} sentence={nodesSentence(overviews.map(({ overview }) => overview))} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {only || clusters.length < 2 ? null : (
          <Segmented label="Cluster" segments={[{ value: "", label: "All" }, ...clusters.map(({ id, title }) => ({ value: id, label: title }))]} value={chosen} onChange={setChosen} />
        )}
        <input
          type="search"
          aria-label="Filter nodes"
          placeholder="Filter by name, cluster, state"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
          data-filter=""
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          className="h-8 w-64 rounded-s border border-line-field bg-surface px-2.5 text-[13px] placeholder:text-faint max-sm:w-full"
        />
        <NodesState overviews={overviews} />
      </div>
      <section aria-label="All nodes" className="min-w-0 overflow-clip rounded-m border border-line bg-surface" {...hold}>
        <NodesTable
          store={store}
          clusters={byId}
          sorting={sorting}
          onSorting={setSorting}
          filter={filter}
          empty={<Empty waiting={overviews.some(({ overview }) => overview === undefined)} filter={filter} onClear={() => setFilter("")} />}
        />
      </section>
    </div>
  );
}

function Empty({ waiting, filter, onClear }: { readonly waiting: boolean; readonly filter: string; readonly onClear: () => void }) {
  if (waiting && filter === "") {
    return (
      <div className="flex flex-col gap-3 p-4">
        <Skeleton className="h-5 w-full" label="Waiting for the nodes" />
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-2/3" />
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3 p-4 text-muted">
      {filter === "" ? "There are no nodes to show." : `No node matches “${filter}”.`}
      {filter === "" ? null : <Button onClick={onClear}>Clear the filter</Button>}
    </div>
  );
}
