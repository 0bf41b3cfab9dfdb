"use client";
import { useEffect, useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import type { Matcher } from "@/lib/model/alerting/matcher";
import type { SilencePreview } from "@/lib/model/alerting/silence";
import { problemOf, type Problem } from "@/lib/model/problem";

/** How long typing has to rest before it is asked what would be covered, ms. */
const rests = 200;
/** Alerts come and go while somebody writes a reason, ms. */
const again = 15_000;

export interface PreviewAsk {
  readonly cluster: string;
  readonly matchers: readonly Matcher[];
  /** ms since the epoch. */
  readonly endsAt: number;
  readonly id: string | undefined;
  readonly selected: readonly string[];
}

/** The newest preview, and what is wrong where there is none; `waiting` while it answers earlier words. */
export interface PreviewState {
  readonly preview: SilencePreview | undefined;
  readonly problem: Problem | undefined;
  readonly waiting: boolean;
}

/** Exactly what a silence would cover, asked anew as somebody types; the question before is given up. */
export function usePreview({ cluster, matchers, endsAt, id, selected }: PreviewAsk): PreviewState {
  const now = JSON.stringify({ matchers, endsAt: new Date(endsAt).toISOString(), ...(id === undefined ? {} : { id }), selected });
  const [body, setBody] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setBody(now), rests);
    return () => clearTimeout(timer);
  }, [now]);
  const complete = (asked: readonly Matcher[]) => asked.length > 0 && asked.every(({ name }) => name.trim() !== "");
  const ready = complete(matchers);
  const { data, error, isPlaceholderData, isPending } = useQuery({
    queryKey: ["silence-preview", cluster, body],
    queryFn: ({ signal }) => request<SilencePreview>(`/api/clusters/${encodeURIComponent(cluster)}/silences/preview`, { method: "POST", json: JSON.parse(body) as unknown, signal }),
    // What is asked is what was there when typing rested.
    enabled: ready && complete((JSON.parse(body) as Pick<PreviewAsk, "matchers">).matchers),
    placeholderData: keepPreviousData,
    refetchInterval: again,
    retry: false,
    gcTime: 0,
  });
  const problem = error === null ? undefined : problemOf(error);
  return { preview: ready && problem === undefined ? data : undefined, problem: ready ? problem : undefined, waiting: ready && (body !== now || isPlaceholderData || (isPending && problem === undefined)) };
}
