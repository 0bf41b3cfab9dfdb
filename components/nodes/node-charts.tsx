"use client";
import { useSyncExternalStore } from "react";
import { useLive } from "@/components/ui/snapshots";
import type { ClusterEvent } from "@/lib/model/event";
import { nodeCharts } from "@/lib/model/node-charts";
import type { NodeBoard } from "./node-board";
import { NodeChart } from "./node-chart";
import type { HistoryState } from "./use-node-history";

const none: readonly ClusterEvent[] = [];

/** All charts of a node, two abreast where there is room; those the exporter does not feed are left out. */
export function NodeCharts({
  cluster,
  node,
  of,
  history,
  grafana,
}: {
  readonly cluster: string;
  readonly node: string;
  readonly of: NodeBoard;
  readonly history: HistoryState;
  readonly grafana: Readonly<Record<string, string>> | undefined;
}) {
  const state = useLive("node-events", cluster, node);
  const events = state.status === "ok" || state.status === "stale" ? state.value : none;
  // The ids of the optional charts that have anything to draw, as one string: it changes once or never.
  const fed = useSyncExternalStore(
    of.record.subscribe,
    () => nodeCharts.flatMap(({ id }) => (of.record.timelines[id].lines().length > 0 ? [id] : [])).join(),
    () => "",
  ).split(",");
  return (
    <section aria-label="Charts" className="grid gap-3.5 lg:grid-cols-2 min-[2200px]:grid-cols-3">
      {nodeCharts
        .filter(({ id, ...chart }) => !("optional" in chart && chart.optional) || fed.includes(id))
        .map((chart) => (
          <NodeChart key={chart.id} chart={chart} of={of} node={node} events={events} grafana={grafana?.[chart.id]} problem={history.problems[chart.id]} />
        ))}
    </section>
  );
}
