"use client";
import { lazy, Suspense, useSyncExternalStore } from "react";
import type { Cluster } from "@/lib/model/cluster";
import { noNotices, noticeChoice, onNoticeChoice, wantsNotices } from "./notices";

export type WatchedCluster = Pick<Cluster, "id" | "title">;

const AlertWatcher = lazy(async () => ({ default: (await import("./alert-watcher")).AlertWatcher }));

/** On every page of whoever is signed in: does nothing and loads nothing until notices are switched on in this browser. */
export function AlertNotices({ clusters }: { readonly clusters: readonly WatchedCluster[] }) {
  const choice = useSyncExternalStore(onNoticeChoice, noticeChoice, () => noNotices);
  return wantsNotices(choice) ? (
    <Suspense>
      <AlertWatcher clusters={clusters} />
    </Suspense>
  ) : null;
}
