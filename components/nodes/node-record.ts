import { createTimeline, type Timeline } from "@/components/charts/timeline";
import type { Frame } from "@/lib/model/frame";
import type { NodeHistory } from "@/lib/model/history";
import type { NodeSample } from "@/lib/model/node";
import { nodeCharts, type NodeChartId } from "@/lib/model/node-charts";
import type { Problem } from "@/lib/model/problem";
import { timeRange, timeRanges } from "@/lib/model/time-range";

/** Everything a node's page knows of one node's figures: the past and the live edge, chart by chart. */
export interface NodeRecord {
  readonly timelines: Readonly<Record<NodeChartId, Timeline>>;
  /** The last good measurement; undefined before the first. */
  readonly latest: NodeSample | undefined;
  /** When that was, ms on the server's clock. */
  readonly at: number | undefined;
  /** The interval of live measurements, ms. */
  readonly every: number | undefined;
  /** Why the newest measurement failed, where it did. */
  readonly problem: Problem | undefined;
  /** Takes live frames; `reset` as in `useFrames`. */
  take(frames: readonly Frame<NodeSample>[], reset: boolean): void;
  setHistory(history: NodeHistory | undefined): void;
  /** Calls back after each frame and each history: for what is written without React. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Live measurements are kept for an hour at 1 s. */
const kept = 3600;

export function createNodeRecord(): NodeRecord {
  const timelines = Object.fromEntries(nodeCharts.map(({ id }) => [id, createTimeline(kept)])) as Record<NodeChartId, Timeline>;
  const listeners = new Set<() => void>();
  let latest: NodeSample | undefined;
  let at: number | undefined;
  let every: number | undefined;
  let problem: Problem | undefined;
  const changed = () => {
    for (const listener of listeners) listener();
  };

  return {
    timelines,
    get latest() {
      return latest;
    },
    get at() {
      return at;
    },
    get every() {
      return every;
    },
    get problem() {
      return problem;
    },
    take(frames, reset) {
      // What a snapshot tells again is replaced, what is older than it is kept; an empty one ends it all.
      if (reset) for (const { id } of nodeCharts) timelines[id].dropFrom(frames[0]?.at ?? -Infinity);
      if (reset && frames.length === 0) latest = at = problem = undefined;
      for (const frame of frames) {
        every = frame.every;
        problem = frame.problem;
        if (frame.value === undefined) continue;
        latest = frame.value;
        at = frame.at;
        for (const chart of nodeCharts) timelines[chart.id].push(frame.at, frame.every, chart.lines(frame.value));
      }
      changed();
    },
    setHistory(history) {
      const step = history === undefined ? 0 : Math.max(history.scrapeInterval, timeRanges[timeRange(history.range)].step * 1000);
      for (const { id } of nodeCharts) {
        const one = history?.charts[id];
        timelines[id].setHistory(one === undefined || "problem" in one ? undefined : one, step);
      }
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
