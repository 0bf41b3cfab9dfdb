"use client";
import { useEffect } from "react";
import { useQuery } from "@tanstack/react-query";
import { request, useStreamStatus } from "@/components/live";
import { useLive } from "@/components/ui/snapshots";
import type { NodeHistory } from "@/lib/model/history";
import { problemOf, type Problem } from "@/lib/model/problem";
import { timeRanges, type TimeRange } from "@/lib/model/time-range";
import type { NodeBoard } from "./node-board";

/** After a failure history is asked for again this often, ms. */
const retryEvery = 30_000;

/** What is known about a node's past: why there is none, and the interval of its measurements. */
export interface HistoryState {
  readonly loading: boolean;
  readonly problem: Problem | undefined;
  /** Problems of single charts, by id. */
  readonly problems: Readonly<Record<string, Problem>>;
  /** ms; undefined before the first answer. */
  readonly scrapeInterval: number | undefined;
}

/**
 * Gives the board the node's past in a range, and again from time to time; after a failure every
 * 30 s, and at once when Prometheus or the stream is back.
 */
export function useNodeHistory(cluster: string, node: string, range: TimeRange, { record, board }: NodeBoard): HistoryState {
  const query = useQuery({
    queryKey: ["node-history", cluster, node, range],
    queryFn: ({ signal }) => request<NodeHistory>(`/api/clusters/${cluster}/nodes/${encodeURIComponent(node)}/history?range=${range}`, { signal }),
    refetchInterval: ({ state }) => (state.status === "error" || hasProblem(state.data) ? retryEvery : Math.max(60_000, timeRanges[range].step * 2000)),
    retry: false,
    staleTime: 10_000,
  });
  const { data, refetch, error } = query;
  useEffect(() => {
    if (data === undefined) return;
    record.setHistory(data);
    board.refresh();
  }, [data, record, board]);

  const health = useLive("health", cluster);
  const stream = useStreamStatus();
  const prometheus = health.status === "ok" ? health.value.find(({ tool }) => tool === "prometheus")?.status : undefined;
  const failed = error !== null || hasProblem(data);
  const mayBeBack = failed && prometheus === "up" && stream === "live";
  useEffect(() => {
    if (mayBeBack) void refetch();
  }, [mayBeBack, refetch]);

  return {
    loading: query.isPending,
    problem: error === null ? undefined : problemOf(error),
    problems: Object.fromEntries(Object.entries(data?.charts ?? {}).flatMap(([id, chart]) => ("problem" in chart ? [[id, chart.problem]] : []))),
    scrapeInterval: data?.scrapeInterval,
  };
}

function hasProblem(history: NodeHistory | undefined): boolean {
  return Object.values(history?.charts ?? {}).some((chart) => "problem" in chart);
}
