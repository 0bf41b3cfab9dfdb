"use client";
import { useEffect } from "react";
import { useQuery } from "@tanstack/react-query";
import { request, useFrames, useServerClock } from "@/components/live";
import type { NodesHistory } from "@/lib/model/history";
import type { NodesFrame } from "@/lib/model/node";
import type { NodesStore } from "./nodes-store";

/** Feeds one cluster's frames and its last 15 minutes into the store. Draws nothing. */
export function NodesFeed({ cluster, store }: { readonly cluster: string; readonly store: NodesStore }) {
  const clock = useServerClock();
  useFrames<NodesFrame>(`nodes/${cluster}`, (frames) => store.take(cluster, frames));
  const { data } = useQuery({
    queryKey: ["nodes-history", cluster],
    queryFn: async ({ signal }) => ({ history: await request<NodesHistory>(`/api/clusters/${cluster}/nodes/history`, { signal }), at: clock() }),
    // The live figures carry the lines on: the past is asked for once, and again only after a failure.
    refetchInterval: ({ state }) => (state.status === "error" ? 30_000 : false),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    retry: false,
  });
  useEffect(() => {
    if (data !== undefined) store.seed(cluster, data.history, data.at);
  }, [data, store, cluster]);
  return null;
}
