"use client";
import { lazy, Suspense } from "react";
import { useQuery } from "@tanstack/react-query";
import { request } from "@/components/live";
import { Modal } from "@/components/layout/modal";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { problemOf } from "@/lib/model/problem";
import type { Triage } from "@/lib/model/alerting/triage";
import type { ClusterSelection } from "./selection";

// Both wait outside the first load until somebody acts.
const SilenceDialog = lazy(async () => ({ default: (await import("@/components/alerts/silences/silence-dialog")).SilenceDialog }));
const AcknowledgeDialog = lazy(async () => ({ default: (await import("@/components/alerts/acknowledge/acknowledge-dialog")).AcknowledgeDialog }));

/** What somebody is about to do, and with what. */
export interface Act {
  readonly do: "silence" | "acknowledge";
  readonly chosen: ClusterSelection;
  /** Titles of the alerts that were selected one by one, by id. */
  readonly titles: Readonly<Record<string, string>>;
  readonly filter: string;
}

/** The dialog of what somebody is about to do. */
export function Acting({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const { cluster, alerts, groups } = act.chosen;
  return (
    <Suspense>
      {act.do === "silence" ? <SilenceDialog cluster={cluster} start={{ kind: "selection", selection: { alerts, groups, filter: act.filter } }} onClose={onClose} /> : <Acknowledging act={act} onClose={onClose} />}
    </Suspense>
  );
}

/** An acknowledgement names each alert: those of whole groups are asked for first. */
function Acknowledging({ act: { chosen, titles, filter }, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  const { cluster, alerts, groups, count } = chosen;
  const open = groups.map((group) => `&open=${encodeURIComponent(`${group}:${Math.max(1, count)}`)}`).join("");
  const path = `/api/triage?cluster=${encodeURIComponent(cluster)}&filter=${encodeURIComponent(filter.trim())}&most=600${open}`;
  const { data, error } = useQuery({ queryKey: ["acknowledging", path], queryFn: ({ signal }) => request<Triage>(path, { signal }), enabled: groups.length > 0, retry: false, gcTime: 0, staleTime: Infinity });
  if (groups.length > 0 && data === undefined) {
    return (
      <Modal label="Acknowledge" onClose={onClose}>
        <div className="p-5">{error === null ? <Skeleton className="h-5 w-56" label="Gathering the alerts" /> : <ProblemNote problem={problemOf(error)} />}</div>
      </Modal>
    );
  }
  const inGroups = data?.groups.filter(({ id }) => groups.includes(id)).flatMap((group) => group.alerts ?? []) ?? [];
  const all = new Map([...alerts.map((id) => [id, titles[id] ?? id] as const), ...inGroups.filter(({ state }) => state !== "resolved").map(({ id, title }) => [id, title] as const)]);
  return <AcknowledgeDialog cluster={cluster} alerts={[...all].map(([id, name]) => ({ id, name }))} onClose={onClose} />;
}
