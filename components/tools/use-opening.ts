"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { request, useServerClock } from "@/components/live";
import { useLive } from "@/components/ui/snapshots";
import type { Opening } from "@/lib/model";
import type { FramedTool } from "./use-framed-tool";

/** A frame that says nothing for this long is asked about, ms. */
export const patience = 6_000;

/** Why a tool is not shown, as far as it is known. */
export interface WhyNot {
  /** Whether it is awaited for longer than it should take. */
  readonly late: boolean;
  readonly opening: Opening | undefined;
  readonly error: unknown;
}

/** Asks Castor why a tool is not shown once its frame is silent for too long, or could not be read; tries again by itself when the tool's health says that it answers. */
export function useOpening(cluster: string, tool: string, { attempt, heard, retry }: Pick<FramedTool, "attempt" | "heard" | "retry">): WhyNot {
  const clock = useServerClock();
  const waiting = heard.of === "nothing" || heard.of === "ready";
  const [ranOut, setRanOut] = useState<number>();
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setRanOut(attempt), patience);
    return () => clearTimeout(timer);
  }, [waiting, heard.of, attempt]);
  const late = waiting && ranOut === attempt;

  const { data, error } = useQuery({
    queryKey: ["opening", cluster, tool, attempt, heard.of === "left"],
    queryFn: async ({ signal }) => ({ opening: await request<Opening>(`/api/clusters/${cluster}/tools/${tool}/opening`, { signal }), at: clock() }),
    enabled: late || heard.of === "left",
    retry: false,
    staleTime: Infinity,
  });
  const asked = late || heard.of === "left" ? data : undefined;

  const since = asked !== undefined && ["down", "certificate"].includes(asked.opening.state) ? asked.at : heard.of === "refused" && heard.reason === "unavailable" ? heard.at : undefined;
  const health = useLive("health", cluster);
  const found = health.status === "ok" ? health.value.find((each) => each.tool === tool) : undefined;
  const isBack = since !== undefined && found !== undefined && found.status !== "down" && found.checkedAt > since;
  const again = useEffectEvent(retry);
  useEffect(() => {
    if (isBack) again();
  }, [isBack]);

  return { late, opening: asked?.opening, error: late || heard.of === "left" ? error : null };
}
