"use client";
import { Pause } from "lucide-react";
import { useServerClock } from "@/components/live";
import { Ago } from "@/components/ui/ago";
import { StateIcon } from "@/components/ui/state";
import { duration } from "@/lib/model/units";
import type { NodeRecord } from "./node-record";
import { useEdge, useRecorded } from "./sampled";
import type { HistoryState } from "./use-node-history";

/** Says how live the figures are and how old the past is, and why where something is missing. */
export function StateLine({ record, history, paused }: { readonly record: NodeRecord; readonly history: HistoryState; readonly paused: boolean }) {
  const past = history.loading ? ", fetching history …" : history.scrapeInterval === undefined ? "" : `, history every ${duration(history.scrapeInterval)}`;
  return (
    <p role="status" className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-muted">
      {paused ? (
        <span className="flex items-center gap-1.5">
          <Pause aria-hidden="true" width={14} height={14} className="shrink-0" /> Paused; figures keep coming in behind
        </span>
      ) : (
        <Live record={record} past={past} />
      )}
      {history.problem === undefined ? null : (
        <span className="flex items-start gap-1.5 text-warn">
          <span className="mt-0.75">
            <StateIcon state="warn" />
          </span>
          <span>No history: {history.problem.message} Castor asks again every 30 s.</span>
        </span>
      )}
    </p>
  );
}

function Live({ record, past }: { readonly record: NodeRecord; readonly past: string }) {
  const edge = useEdge(record, useServerClock());
  const every = useRecorded(record, (one) => one.every);
  const at = useRecorded(record, (one) => (edge === "stale" ? one.at : undefined));
  const reason = useRecorded(record, (one) => one.problem?.message);
  if (edge === "live") {
    return (
      <span className="flex items-center gap-1.5">
        <span aria-hidden="true" className="size-[7px] rounded-full bg-ok" />
        Live edge every {duration(every ?? 1000)}
        {past}
      </span>
    );
  }
  if (edge === "waiting") return <span>Waiting for the first live figures{past}</span>;
  return (
    <span className="flex items-start gap-1.5 text-stale">
      <span className="mt-0.75">
        <StateIcon state="stale" />
      </span>
      <span>
        {edge === "failed" || at === undefined ? (
          "No live figures"
        ) : (
          <>
            Stale: no answer from the exporter for <Ago at={at} bare />
          </>
        )}
        {reason === undefined ? "" : ` (${reason.replace(/\.$/, "")})`}
        {past}
      </span>
    </span>
  );
}
