import { createBoard, type Board } from "@/components/charts/board";
import type { Plot } from "@/components/charts/plot";
import { createLinePlot } from "@/components/charts/plot-engine";
import { createTimeline, type Timeline } from "@/components/charts/timeline";
import type { NodeHistory } from "@/lib/model/history";
import { timeRange, timeRanges, type TimeRange } from "@/lib/model/time-range";
import { boundLines, workloadCharts, type WorkloadChart } from "@/lib/model/workload-charts";

/** What the charts of one workload are drawn from. */
export interface WorkloadBoard {
  readonly board: Board;
  readonly plots: Readonly<Record<WorkloadChart["id"], Plot>>;
  readonly timelines: Readonly<Record<WorkloadChart["id"], Timeline>>;
  setHistory(history: NodeHistory): void;
}

export function createWorkloadBoard(clock: () => number, range: TimeRange): WorkloadBoard {
  const board = createBoard(clock, range);
  const timelines = Object.fromEntries(workloadCharts.map(({ id }) => [id, createTimeline(1)])) as WorkloadBoard["timelines"];
  const plots = Object.fromEntries(workloadCharts.map(({ id, unit }) => [id, createLinePlot({ timeline: timelines[id], board, unit, preferred: boundLines })])) as WorkloadBoard["plots"];
  return {
    board,
    plots,
    timelines,
    setHistory(history) {
      const step = Math.max(history.scrapeInterval, timeRanges[timeRange(history.range)].step * 1_000);
      for (const { id } of workloadCharts) {
        const one = history.charts[id];
        timelines[id].setHistory(one === undefined || "problem" in one ? undefined : one, step);
      }
      board.refresh();
    },
  };
}

/** The newest sum of the lines that are uses, NaN where nothing is known. */
export function newestUse({ charts }: NodeHistory, id: WorkloadChart["id"]): number {
  const one = charts[id];
  if (one === undefined || "problem" in one) return NaN;
  const uses = Object.entries(one.lines).filter(([line]) => !(boundLines as readonly string[]).includes(line));
  const newest = uses.flatMap(([, values]) => {
    // The last point or two may not have been scraped yet.
    const value = values.slice(-4).findLast((each) => each !== null);
    return value === undefined || value === null ? [] : [value];
  });
  if (newest.length === 0) return NaN;
  return id === "throttled" ? Math.max(...newest) : newest.reduce((sum, value) => sum + value, 0);
}
