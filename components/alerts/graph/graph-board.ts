import { createBoard, type Board } from "@/components/charts/board";
import type { Mark } from "@/components/charts/marks";
import type { Plot } from "@/components/charts/plot";
import { createLinePlot } from "@/components/charts/plot-engine";
import { createTimeline } from "@/components/charts/timeline";
import type { AlertGraph, AlertReport } from "@/lib/model/alerting/report";
import { timeRanges, type TimeRange } from "@/lib/model/time-range";
import type { Unit } from "@/lib/model/units";

/** What an alert's one chart is drawn from. */
export interface GraphBoard {
  readonly board: Board;
  readonly plot: Plot;
  setGraph(graph: AlertGraph, range: TimeRange): void;
}

/** The alert's own line and the threshold's: first, and so of the same colour in every alert. */
export const ownLine = "this alert";
export const thresholdLine = "threshold";

export function createGraphBoard(clock: () => number, range: TimeRange, unit: Unit): GraphBoard {
  const board = createBoard(clock, range);
  const timeline = createTimeline(1);
  const plot = createLinePlot({ timeline, board, unit, preferred: [ownLine, thresholdLine] });
  return {
    board,
    plot,
    setGraph(graph, of) {
      timeline.setHistory({ times: [...graph.times], lines: drawnLines(graph) }, timeRanges[of].step * 1_000);
      board.refresh();
    },
  };
}

/** The lines in the base unit, with the threshold among them: all along, so that it is seen where nothing was measured, too. */
export function drawnLines({ lines, measure, times, threshold, own }: AlertGraph): Record<string, (number | null)[]> {
  const factor = measure?.factor ?? 1;
  const base = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : value * factor));
  const named = Object.entries(lines).map(([name, values]) => [name === own ? ownLine : name, base(values)] as const);
  const line = threshold === undefined || named.length === 0 ? [] : [[thresholdLine, times.map(() => threshold * factor)] as const];
  return Object.fromEntries([...named, ...line]);
}

/** When its expression began to hold, when it began to fire and when it ended: the moments that explain the line. */
export function alertMarks({ alert, rule, history }: Pick<AlertReport, "alert" | "rule" | "history">): readonly Mark[] {
  const waited = (rule?.duration ?? 0) * 1_000;
  const spell = history.spells.findLast(({ state, from }) => state === "pending" && from <= alert.since);
  const began = alert.state === "pending" ? alert.since : waited === 0 ? undefined : (spell?.from ?? alert.since - waited);
  const mark = (id: string, at: number, label: string, text: string, tone: Mark["tone"]): Mark => ({ id, at, label, short: label, text, tone, strength: "strong" });
  return [
    ...(began === undefined ? [] : [mark("pending", began, "pending", "The expression began to hold: the alert is pending.", "info")]),
    ...(alert.state === "pending" ? [] : [mark("firing", alert.since, "firing", "It held for long enough: the alert began to fire.", "warn")]),
    ...(alert.resolvedAt === undefined ? [] : [mark("resolved", alert.resolvedAt, "resolved", "The expression no longer held: the alert ended.", "info")]),
  ];
}
