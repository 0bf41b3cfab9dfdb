"use client";
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { requestBytes } from "@/components/live";
import type { LogPod } from "@/lib/model/object-report";
import { readSince } from "@/lib/model/log-query";
import { targetsOf, type LogChoice } from "./choice";
import { createLogReader, type LogReader, type ReaderParts, type ReaderState } from "./log-reader";

/** Lines that are kept. */
const most = 100_000;

const inBrowser: ReaderParts = {
  most,
  now: () => performance.timeOrigin + performance.now(),
  frame: (call) => void requestAnimationFrame(call),
  connect: requestBytes,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      }, { once: true });
    }),
};

/** What logs are read with; a context so that tests can put their own there. */
export const LogParts = createContext<ReaderParts>(inBrowser);

/** Reads the chosen containers of these pods while the view is there. */
export function useLogReader(cluster: string, pods: readonly LogPod[], choice: LogChoice): { readonly reader: LogReader; readonly state: ReaderState } {
  const parts = useContext(LogParts);
  const [reader] = useState(() => createLogReader(parts));
  const { containers, follow, previous, since, tail } = choice;
  const namespace = pods[0]?.namespace ?? "";
  // Pods change with every restart; only their names and containers say what is read.
  const targets = JSON.stringify(targetsOf(pods.filter((pod) => pod.namespace === namespace), containers));
  const turn = JSON.stringify([containers, follow, previous, since, tail]);
  const wish = useMemo(() => {
    const [, following, before, from, last] = JSON.parse(turn) as [unknown, boolean, boolean, string, number];
    const seconds = readSince(from);
    return {
      ...{ cluster, namespace, turn, follow: following && !before, previous: before },
      targets: JSON.parse(targets) as ReturnType<typeof targetsOf>,
      ...(seconds === undefined ? {} : { since: seconds }),
      ...(last === 0 ? {} : { tail: last }),
    };
  }, [cluster, namespace, targets, turn]);
  useEffect(() => reader.read(wish), [reader, wish]);
  useEffect(() => () => reader.close(), [reader]);
  const state = useSyncExternalStore(reader.subscribe, reader.state, reader.state);
  return { reader, state };
}
