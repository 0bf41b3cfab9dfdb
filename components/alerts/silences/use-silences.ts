"use client";
import { useCallback, useEffect, useEffectEvent, useRef } from "react";
import { useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import { useLive } from "@/components/ui/snapshots";
import type { SilenceEntry } from "@/lib/model/alerting/silence";
import type { AlertingSummary } from "@/lib/model/alerting/summary";
import type { PanelState } from "@/lib/model/panel-state";
import { problemOf, type Problem } from "@/lib/model/problem";

/** After a failure Castor is asked again this often, ms. */
const retryEvery = 5_000;

export interface SilencesState {
  readonly silences: readonly SilenceEntry[] | undefined;
  readonly problem: Problem | undefined;
  readonly again: () => void;
  /** Who of the cluster's alerting answers. */
  readonly live: PanelState<AlertingSummary>;
}

/** A cluster's silences: first what the server knew, then anew whenever its alerting has changed. */
export function useSilences(cluster: string, first: readonly SilenceEntry[] | undefined): SilencesState {
  const live = useLive("alerting", cluster);
  const revision = "value" in live ? live.value.revision : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ["silences", cluster],
    queryFn: async ({ signal }) => (await request<{ readonly silences: readonly SilenceEntry[] }>(`/api/clusters/${encodeURIComponent(cluster)}/silences`, { signal })).silences,
    ...(first === undefined ? {} : { initialData: first }),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.status === "error" ? retryEvery : false),
  });
  const asked = useRef(revision);
  const ask = useEffectEvent(() => {
    if (revision === undefined || asked.current === revision) return;
    asked.current = revision;
    void refetch();
  });
  useEffect(() => ask(), [revision]);
  return { silences: data, problem: error === null ? undefined : problemOf(error), again: useCallback(() => void refetch(), [refetch]), live };
}
