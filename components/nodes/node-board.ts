"use client";
import { useEffect, useState } from "react";
import { createBoard, type Board } from "@/components/charts/board";
import { createHeatPlot } from "@/components/charts/heat-engine";
import type { Plot } from "@/components/charts/plot";
import { createLinePlot } from "@/components/charts/plot-engine";
import { useFrames, useServerClock } from "@/components/live";
import type { NodeSample } from "@/lib/model/node";
import { nodeCharts, type NodeChartId } from "@/lib/model/node-charts";
import type { TimeRange } from "@/lib/model/time-range";
import { createNodeRecord, type NodeRecord } from "./node-record";

/** What a node's page draws from: its record, the board of its charts, and a plot for each. */
export interface NodeBoard {
  readonly record: NodeRecord;
  readonly board: Board;
  readonly plots: Readonly<Record<NodeChartId, Plot>>;
}

/** Lines that people look for first stand first and get the first colours. */
const preferred: Partial<Record<NodeChartId, readonly string[]>> = {
  cpu: ["user", "system", "iowait", "nice", "softirq", "irq", "steal"],
  memory: ["used", "cache", "committed", "free"],
  load: ["1 min", "5 min", "15 min"],
  pressure: ["cpu", "memory", "io"],
};

function createNodeBoard(clock: () => number, range: TimeRange): NodeBoard {
  const record = createNodeRecord();
  const board = createBoard(clock, range);
  const plots = Object.fromEntries(
    nodeCharts.map(({ id, unit, max }) => {
      const timeline = record.timelines[id];
      if (id === "cores") return [id, createHeatPlot({ timeline, board, unit, noun: "core" })];
      const natural = max === undefined ? undefined : () => record.latest && max(record.latest);
      return [id, createLinePlot({ timeline, board, unit, ...(preferred[id] === undefined ? {} : { preferred: preferred[id] }), ...(natural === undefined ? {} : { natural }) })];
    }),
  ) as Record<NodeChartId, Plot>;
  return { record, board, plots };
}

/** The board of one node, fed by its live frames without a React commit. */
export function useNodeBoard(cluster: string, node: string, range: TimeRange): NodeBoard {
  const clock = useServerClock();
  const [made] = useState(() => createNodeBoard(clock, range));
  useFrames<NodeSample>(`node/${cluster}/${node}`, (frames, reset) => {
    made.record.take(frames, reset);
    if (reset) made.board.refresh();
    else made.board.invalidate();
  });
  useEffect(() => made.board.start(), [made]);
  return made;
}
