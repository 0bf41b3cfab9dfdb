"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import { problemOf, type Problem } from "@/lib/model/problem";
import type { Triage } from "@/lib/model/alerting/triage";
import { triagePath, type TriageSearch } from "./triage-search";

/** After a failure Castor is asked again this often, ms. */
const retryEvery = 5_000;
/** How long the answer to an earlier keystroke is kept for the way back, ms. */
const keptFor = 30_000;

export interface TriageState {
  /** The newest answer; while the next is under way, the one before it. */
  readonly triage: Triage | undefined;
  /** What narrowed it: the same as long as only what is open has changed, or the alerts themselves. */
  readonly narrowing: string;
  /** It answers an earlier question than the present one. */
  readonly waiting: boolean;
  readonly problem: Problem | undefined;
  readonly again: () => void;
}

/** What the server found for the page's first paint, and what it was asked. */
export interface FirstTriage {
  readonly search: TriageSearch;
  readonly triage: Triage;
}

/**
 * Asks at each change of the question, giving up the question before, and again whenever a cluster's
 * `revisions` (from its live topic) says that there is something new.
 */
export function useTriage(search: TriageSearch, revisions: Readonly<Record<string, number>>, first: FirstTriage | undefined): TriageState {
  const path = triagePath(search);
  const query = useQuery({
    queryKey: ["triage", path],
    queryFn: ({ signal }) => request<Triage>(path, { signal }),
    ...(first !== undefined && triagePath(first.search) === path ? { initialData: first.triage } : {}),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: keptFor,
    retry: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.status === "error" ? retryEvery : false),
  });
  const { data, isFetching, isPlaceholderData, error, refetch } = query;
  // A question that fails has no answer of its own: the last one stays.
  const narrowing = `${search.clusters.join()} ${search.filter.trim()}`;
  const [last, setLast] = useState({ triage: data, narrowing });
  const shown = data !== undefined && !isPlaceholderData && (data !== last.triage || narrowing !== last.narrowing) ? { triage: data, narrowing } : last;
  if (shown !== last) setLast(shown);

  const known = data?.revisions ?? {};
  const behind = Object.entries(revisions).filter(([cluster, revision]) => known[cluster] !== undefined && known[cluster] !== revision);
  const wanted = behind.length === 0 || isPlaceholderData ? "" : `${path} ${JSON.stringify(revisions)}`;
  const asked = useRef("");
  const ask = useEffectEvent(() => {
    // Once for each news: an answer that is ahead of the topic must not be asked for again and again.
    if (wanted === "" || isFetching || asked.current === wanted) return;
    asked.current = wanted;
    void refetch();
  });
  useEffect(() => ask(), [wanted, isFetching]);

  return { triage: shown.triage, narrowing: shown.narrowing, waiting: isPlaceholderData, problem: error === null ? undefined : problemOf(error), again: () => void refetch() };
}
