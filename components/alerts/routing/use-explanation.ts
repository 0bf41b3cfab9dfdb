"use client";
import { useEffect, useRef, useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import type { Labels } from "@/lib/model/alerting/matcher";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import { problemOf, type Problem } from "@/lib/model/problem";

/** Somebody who types is asked for after this pause, ms. */
const pause = 120;
const retryEvery = 5_000;

/** A value once it has rested for a moment. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

export interface Explained {
  /** The newest answer; while one types it may be that to an earlier question. */
  readonly explanations: readonly RoutingExplanation[] | undefined;
  /** The labels that it answers. */
  readonly answered: Labels;
  /** It does not answer the present question yet. */
  readonly waiting: boolean;
  readonly problem: Problem | undefined;
}

/** Who would hear of an alert with these labels, asked anew at each change of the cluster's alerts (`revision`). */
export function useExplanation(cluster: string, labels: Labels, revision: number): Explained {
  const asked = useRested(JSON.stringify(labels), pause);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["routing", cluster, asked],
    queryFn: async ({ signal }) => {
      const answered = JSON.parse(asked) as Labels;
      const { explanations } = await request<{ readonly explanations: readonly RoutingExplanation[] }>(`/api/clusters/${encodeURIComponent(cluster)}/routing/explain`, { method: "POST", json: { labels: answered }, signal });
      return { answered, explanations };
    },
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    retry: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.status === "error" ? retryEvery : false),
  });
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    void refetch();
  }, [revision, refetch]);
  return { explanations: data?.explanations, answered: data?.answered ?? {}, waiting: isPlaceholderData || asked !== JSON.stringify(labels), problem: error === null ? undefined : problemOf(error) };
}
