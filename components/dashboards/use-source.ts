"use client";
import { useEffect, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import { atMost } from "@/lib/model/at-most";

/** More at once would hold up what the person does next. */
const limited = atMost(3);

/**
 * Where a dashboard is kept, asked once its row has come into sight: each is a question of its own to
 * Grafana. `from` is absent where it is kept in Grafana itself, all of it while nobody knows.
 */
export function useSource(cluster: string, uid: string): { readonly row: (element: HTMLElement | null) => void; readonly source?: { readonly from?: string } } {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (element === null || seen) return undefined;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [element, seen]);
  const path = `/api/clusters/${encodeURIComponent(cluster)}/dashboards/${encodeURIComponent(uid)}/source`;
  const { data } = useQuery({
    queryKey: ["dashboard-source", path],
    queryFn: ({ signal }) =>
      limited(async () => {
        signal.throwIfAborted();
        return request<{ readonly source?: { readonly from: string } }>(path, { signal });
      }),
    enabled: seen,
    staleTime: Infinity,
    retry: false,
  });
  return { row: setElement, ...(data === undefined ? {} : { source: data.source ?? {} }) };
}
