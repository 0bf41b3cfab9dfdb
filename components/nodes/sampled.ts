"use client";
import { useState, useSyncExternalStore } from "react";
import type { NodeSample } from "@/lib/model/node";
import type { NodeRecord } from "./node-record";

/** How often what changes slowly (file systems, the boot time) is rendered again, ms. */
const slowly = 5_000;

/** The last measurement, for what React draws: it changes every few seconds, however often one comes. */
export function useSlowSample(record: NodeRecord): { readonly sample: NodeSample; readonly at: number } | undefined {
  const [store] = useState(() => sampled(record));
  return useSyncExternalStore(store.subscribe, store.get, () => undefined);
}

function sampled(record: NodeRecord) {
  let held: { readonly sample: NodeSample; readonly at: number } | undefined;
  const take = () => {
    const { latest, at } = record;
    if (latest === undefined || at === undefined) held = undefined;
    else if (held === undefined || at - held.at >= slowly || at < held.at) held = { sample: latest, at };
    return held;
  };
  return { subscribe: record.subscribe, get: take };
}

/** Whether the live edge is there, as React needs to know it: it changes when it breaks or comes back, not with each frame. */
export type Edge = "waiting" | "live" | "stale" | "failed";

/** A live edge this many intervals old is stale. */
const staleAfter = 3;

/** Watches the live edge by the server's clock. */
export function useEdge(record: NodeRecord, clock: () => number): Edge {
  const [store] = useState(() => ({
    subscribe: (listener: () => void) => {
      const stop = record.subscribe(listener);
      const timer = setInterval(listener, 1000);
      return () => {
        stop();
        clearInterval(timer);
      };
    },
    get: (): Edge => {
      const { at, every = 1000, problem } = record;
      if (at === undefined) return problem === undefined ? "waiting" : "failed";
      if (problem !== undefined) return "stale";
      return clock() - at > Math.max(every * staleAfter, 3000) ? "stale" : "live";
    },
  }));
  return useSyncExternalStore(store.subscribe, store.get, () => "waiting");
}

/** The interval of live measurements and the reason of silence, as React needs to know them. */
export function useRecorded<T extends string | number | undefined>(record: NodeRecord, of: (record: NodeRecord) => T): T | undefined {
  return useSyncExternalStore(
    record.subscribe,
    () => of(record),
    () => undefined,
  );
}
