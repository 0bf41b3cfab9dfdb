"use client";
import { useCallback, useEffect, useMemo } from "react";
import { HeatLegend } from "@/components/charts/heat-legend";
import { TimeChart } from "@/components/charts/time-chart";
import { Go } from "@/components/ui/go";
import type { ClusterEvent } from "@/lib/model/event";
import type { NodeChart as Chart, NodeChartId } from "@/lib/model/node-charts";
import type { Problem } from "@/lib/model/problem";
import { eventMarks } from "./event-marks";
import { Headline } from "./headline";
import type { NodeBoard } from "./node-board";

/** One chart of a node's page, with the events of the node on it. */
export function NodeChart({
  chart,
  of,
  node,
  events,
  grafana,
  problem,
}: {
  readonly chart: Chart & { readonly id: NodeChartId };
  readonly of: NodeBoard;
  readonly node: string;
  readonly events: readonly ClusterEvent[];
  readonly grafana: string | undefined;
  /** Why this chart alone has no past. */
  readonly problem: Problem | undefined;
}) {
  const plot = of.plots[chart.id];
  const marks = useMemo(() => eventMarks(events, chart.id), [events, chart.id]);
  useEffect(() => plot.setMarks(marks), [plot, marks]);
  const current = useCallback(() => (of.record.latest && chart.headline(of.record.latest)) ?? NaN, [of, chart]);
  return (
    <TimeChart
      title={chart.title}
      plot={plot}
      board={of.board}
      current={current}
      headline={<Headline chart={chart} of={of} />}
      legend={chart.id === "cores" ? <HeatLegend plot={plot} /> : undefined}
      note={problem === undefined ? null : <p className="mt-1 text-xs text-warn">No history here: {problem.message}</p>}
      actions={
        grafana === undefined ? null : (
          <span className="text-xs text-faint hover:text-text">
            <Go href={grafana}>
              Grafana<span className="sr-only">{`: ${chart.title} of ${node}`}</span>
            </Go>
          </span>
        )
      }
    />
  );
}
