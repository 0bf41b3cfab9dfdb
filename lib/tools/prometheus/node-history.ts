import { nodeCharts, problemOf, timeRanges, type ChartHistory, type NodeHistory, type Problem, type TimeRange } from "@/lib/model";
import type { Prometheus, SeriesSamples, Span } from "./client";
import { exporterOf, exporters, scrapeInterval, selectorOf, type NodeHints } from "./exporters";
import { noData } from "./missing";
import { nodeChartQueries, type LineQuery } from "./node-queries";
import { rateWindow } from "./promql";

/** The points of a span, ms since the epoch. */
export function timesOf({ start, end, step }: Span): number[] {
  const count = Math.floor((end - start) / (step * 1_000) + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => start + index * step * 1_000);
}

/** A series as a column over the span's points, to five figures: null where Prometheus has none, or not a finite number. */
export function columnOf(series: SeriesSamples, { start, step }: Span, length: number, most = Infinity): (number | null)[] {
  const column = new Array<number | null>(length).fill(null);
  series.times.forEach((time, index) => {
    const value = series.values[index];
    const slot = Math.round((time - start) / (step * 1_000));
    if (value !== undefined && Number.isFinite(value) && slot >= 0 && slot < length) column[slot] = Number(Math.min(most, Math.max(0, value)).toPrecision(5));
  });
  return column;
}

async function chart(client: Prometheus, queries: readonly LineQuery[], span: Span, signal: AbortSignal | undefined): Promise<ChartHistory> {
  const times = timesOf(span);
  const lines: Record<string, (number | null)[]> = {};
  const answers = await Promise.all(queries.map(({ expression }) => client.queryRange(expression, span, signal)));
  answers.forEach((answer, index) => {
    const query = queries[index];
    for (const series of answer) {
      const id = query?.line(series.labels);
      if (id !== undefined && !Object.hasOwn(lines, id)) lines[id] = columnOf(series, span, times.length, query?.most);
    }
  });
  return { times, lines };
}

/**
 * The past of a node's charts, up to `now` (ms): the lines are named as the live ones are. A chart
 * whose series do not exist is left out; one whose query fails says why, and the others stand.
 */
export async function nodeHistory(
  client: Prometheus,
  ask: NodeHints & { readonly range: TimeRange; readonly now: number; readonly signal?: AbortSignal },
): Promise<NodeHistory> {
  const { range, now, signal } = ask;
  const exporter = exporterOf(await exporters(client, signal), ask);
  if (exporter === undefined) throw noData(client, "node_uname_info", `for the node ${ask.node}`);
  const interval = await scrapeInterval(client, exporter, now, signal);
  const { seconds, step } = timeRanges[range];
  const span = { start: now - seconds * 1_000, end: now, step };
  const queries = nodeChartQueries(selectorOf(exporter), rateWindow(interval, step));
  const entries = await Promise.all(
    nodeCharts.map(async ({ id }): Promise<[string, ChartHistory | { problem: Problem }]> => {
      try {
        return [id, await chart(client, queries[id], span, signal)];
      } catch (error) {
        return [id, { problem: problemOf(error) }];
      }
    }),
  );
  return {
    range,
    scrapeInterval: interval,
    charts: Object.fromEntries(entries.filter(([, found]) => "problem" in found || Object.keys(found.lines).length > 0)),
  };
}
