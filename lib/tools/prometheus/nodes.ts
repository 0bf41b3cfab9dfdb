import { nodeRow, type NodeInfo, type NodesFrame, type RowFigures } from "@/lib/model";
import type { InstantSample, Labels, Prometheus } from "./client";
import { exporterOf, exporters, scrapeInterval, type Exporter, type NodeHints } from "./exporters";
import { columnOf, timesOf } from "./node-history";
import { allNodesQueries } from "./node-queries";
import { rateWindow } from "./promql";

const keyOf = (labels: Labels) => JSON.stringify([labels["job"] ?? "", labels["instance"] ?? ""]);
const exporterKey = ({ job, instance }: Exporter) => JSON.stringify([job, instance]);

async function start(client: Prometheus, now: number, signal: AbortSignal | undefined) {
  const found = await exporters(client, signal);
  const interval = await scrapeInterval(client, found[0] as Exporter, now, signal);
  return { found, interval, queries: allNodesQueries(rateWindow(interval)) };
}

/**
 * The rows of the page of all nodes from Prometheus: where the live budget does not reach, and
 * before the first live figures arrive. A row's time is that of its last scrape.
 */
export async function nodesOverview(
  client: Prometheus,
  ask: { readonly nodes: readonly NodeInfo[]; readonly hints?: (node: NodeInfo) => Partial<NodeHints>; readonly now: number; readonly signal?: AbortSignal },
): Promise<NodesFrame> {
  const { found, interval, queries } = await start(client, ask.now, ask.signal);
  const names = ["cpu", "memory", "received", "sent", "load", "disk", "seen"] as const;
  const answers = await Promise.all(names.map((name) => client.query(queries[name], { time: ask.now, signal: ask.signal })));
  const values = new Map(names.map((name, index) => [name, byExporter(answers[index] ?? [])]));
  return {
    source: "prometheus",
    every: interval,
    rows: ask.nodes.map((info) => {
      const exporter = exporterOf(found, { node: info.name, address: info.address, ...ask.hints?.(info) });
      if (exporter === undefined) return nodeRow(info, undefined, ask.now);
      const key = exporterKey(exporter);
      const of = (name: (typeof names)[number]) => values.get(name)?.get(key) ?? null;
      const cpu = of("cpu");
      const figures: RowFigures = { cpu: cpu === null ? null : Math.min(1, cpu), memory: of("memory"), received: of("received"), sent: of("sent"), load: of("load"), disk: of("disk") };
      const seen = of("seen");
      return nodeRow(info, seen === null ? undefined : figures, seen === null ? 0 : Math.round(seen * 1_000));
    }),
  };
}

function byExporter(samples: readonly InstantSample[]): ReadonlyMap<string, number> {
  return new Map(samples.filter(({ value }) => Number.isFinite(value)).map(({ labels, value }) => [keyOf(labels), value]));
}

/** How much of a node was in use, one point a minute, oldest first, as fractions. */
export interface NodeTrend {
  readonly cpu: readonly (number | null)[];
  readonly memory: readonly (number | null)[];
}

/** The last 15 minutes of each node, by node name, for sparklines. Nodes that Prometheus does not know are left out. */
export async function nodesHistory(
  client: Prometheus,
  ask: { readonly nodes: readonly NodeHints[]; readonly now: number; readonly signal?: AbortSignal },
): Promise<Readonly<Record<string, NodeTrend>>> {
  const { found, queries } = await start(client, ask.now, ask.signal);
  const span = { start: ask.now - 14 * 60_000, end: ask.now, step: 60 };
  const length = timesOf(span).length;
  const [cpu, memory] = await Promise.all(
    [queries.cpu, queries.memory].map(
      async (expression) => new Map((await client.queryRange(expression, span, ask.signal)).map((series) => [keyOf(series.labels), columnOf(series, span, length, 1)])),
    ),
  );
  const none = new Array<null>(length).fill(null);
  return Object.fromEntries(
    ask.nodes.flatMap((hints) => {
      const exporter = exporterOf(found, hints);
      if (exporter === undefined) return [];
      const key = exporterKey(exporter);
      return [[hints.node, { cpu: cpu?.get(key) ?? none, memory: memory?.get(key) ?? none }]];
    }),
  );
}
