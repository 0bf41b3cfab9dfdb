"use client";
import { Ago } from "@/components/ui/ago";
import { useLive } from "@/components/ui/snapshots";
import { Skeleton } from "@/components/ui/skeleton";
import { healthStates, StateMark } from "@/components/ui/state";
import type { ToolHealth } from "@/lib/model";

const dot = <span aria-hidden="true"> · </span>;

/** What the last check of a tool found, when that was, how long it took, and the version where the tool tells it. */
export function TileHealth({ cluster, tool }: { readonly cluster: string; readonly tool: string }) {
  const state = useLive("health", cluster);
  if (state.status === "loading") return <Skeleton className="h-3 w-24" label="Being checked" />;
  const found = state.status === "failed" ? undefined : state.value.find((health) => health.tool === tool);
  if (found === undefined) return <StateMark state="stale">Not checked</StateMark>;
  if (state.status === "stale") {
    return (
      <span className="text-stale">
        <StateMark state="stale">Was {healthStates[found.status].word.toLowerCase()}</StateMark>
        {dot}last check <Ago at={found.checkedAt} every={5_000} />
      </span>
    );
  }
  return <Found health={found} />;
}

function Found({ health }: { readonly health: ToolHealth }) {
  const { state, word } = healthStates[health.status];
  return (
    <>
      <StateMark state={state}>{word}</StateMark>
      {health.status === "up" || health.since === undefined ? null : (
        <>
          {" "}
          for <Ago at={health.since} bare every={5_000} />
        </>
      )}
      {health.version === undefined ? null : (
        <>
          {dot}
          <span className="whitespace-nowrap">{health.version}</span>
        </>
      )}
      {health.latency === undefined ? null : (
        <>
          {dot}
          <span className="whitespace-nowrap">{Math.round(health.latency)} ms</span>
        </>
      )}
      {dot}
      <Ago at={health.checkedAt} every={5_000} />
      {health.reason === undefined ? null : <span className="block text-pretty">{health.reason}</span>}
    </>
  );
}
