"use client";
import { useEffect, useRef, useState } from "react";
import { useServerClock } from "@/components/live";
import type { ObjectRef } from "@/lib/model/api-resource";
import type { Refusal } from "../refusal";
import { drain, type DrainProgress } from "./drain";
import type { DrainChoice, DrainPod } from "./pod";
import { drainWorld, readPods } from "./world";

/** A drain as a dialog sees it: what would be evicted, the drain itself, and how to stop it. */
export function useDrain(cluster: string, node: ObjectRef) {
  const clock = useServerClock();
  const [found, setFound] = useState<readonly DrainPod[] | Refusal>();
  const [progress, setProgress] = useState<DrainProgress>();
  const control = useRef<AbortController>(undefined);
  const running = progress?.phase === "cordoning" || progress?.phase === "evicting";

  useEffect(() => {
    const reading = new AbortController();
    void readPods(cluster, node.name, reading.signal).then((pods) => {
      if (!reading.signal.aborted) setFound(pods);
    });
    return () => reading.abort();
  }, [cluster, node.name]);

  // The browser does the draining: leaving the page is the end of it.
  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [running]);
  useEffect(() => () => control.current?.abort(), []);

  return {
    found,
    progress,
    running,
    start: async (choice: DrainChoice): Promise<DrainProgress> => {
      control.current = new AbortController();
      return drain(drainWorld(cluster, node, clock), choice, setProgress, control.current.signal);
    },
    stop: () => control.current?.abort(),
  };
}
