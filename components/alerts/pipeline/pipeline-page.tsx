"use client";
import { useState } from "react";
import { AlertsHead } from "@/components/alerts/alerts-head";
import { ProblemNote, StaleNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveAt } from "@/components/ui/snapshots";
import type { Cluster } from "@/lib/model/cluster";
import { PipelineProblems } from "./pipeline-problem";
import { pipelineSentence } from "./pipeline-sentence";
import { stationWords, type StationId } from "./station-words";
import { Way } from "./way";

/** The station that an address names, if it is one. */
const stationNamed = (name: string | undefined): StationId | undefined => (name !== undefined && Object.hasOwn(stationWords, name) ? (name as StationId) : undefined);

/** How an alert gets to a person, with this cluster's numbers, and what is wrong on the way. */
export function PipelinePage({ cluster, station }: { readonly cluster: Cluster; readonly station: string | undefined }) {
  const [open, setOpen] = useState(() => stationNamed(station));
  const state = useLiveAt<"pipeline">(`pipeline/${cluster.id}`);
  const pipeline = state.status === "ok" || state.status === "stale" ? state.value : undefined;
  const choose = (next: StationId | undefined) => {
    setOpen(next);
    const url = new URL(window.location.href);
    if (next === undefined) url.searchParams.delete("station");
    else url.searchParams.set("station", next);
    window.history.replaceState(null, "", url);
  };
  const show = (next: StationId) => {
    choose(next);
    document.getElementById("way")?.scrollIntoView({ behavior: "smooth", block: "nearest" });
  };
  return (
    <div className="flex flex-col gap-4">
      <AlertsHead cluster={cluster} page="pipeline" title="How an alert gets to a person">
        <p className="max-w-prose">{pipeline === undefined ? "From a figure that somebody measures to a message that somebody reads, in seven stations." : pipelineSentence(pipeline)}</p>
        <StaleNote state={state} />
      </AlertsHead>
      {state.status === "failed" ? (
        <div className="rounded-m border border-line bg-surface p-4">
          <ProblemNote problem={state.problem} />
        </div>
      ) : null}
      {state.status === "loading" ? <Waiting /> : null}
      {pipeline === undefined ? null : (
        <div data-accent={cluster.accent} data-stale={state.status === "stale"} className="flex flex-col gap-4">
          <PipelineProblems problems={pipeline.problems} onShow={show} />
          <Way pipeline={pipeline} cluster={cluster} open={open} onOpen={choose} />
        </div>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-12 w-full" label="Waiting for the first figures" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}
