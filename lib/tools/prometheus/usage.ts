import type { Usage } from "@/lib/model";
import type { Prometheus } from "./client";
import { exporters, scrapeInterval, type Exporter } from "./exporters";
import { noData } from "./missing";
import { columnOf, timesOf } from "./node-history";
import { usageQueries } from "./node-queries";
import { rateWindow } from "./promql";

/** What the cluster uses now and used in the last hour. Throws `not-found` where no node exporter is scraped. */
export async function usage(client: Prometheus, ask: { readonly now: number; readonly signal?: AbortSignal }): Promise<Usage> {
  const { now, signal } = ask;
  const [first] = await exporters(client, signal);
  const window = rateWindow(await scrapeInterval(client, first as Exporter, now, signal));
  const queries = usageQueries(window);
  const one = async (expression: string) => {
    const value = (await client.query(expression, { time: now, signal }))[0]?.value;
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  };
  const span = { start: now - 59 * 60_000, end: now, step: 60 };
  const length = timesOf(span).length;
  const past = async (used: string, total: string) => {
    const [series] = await client.queryRange(`${used} / ${total}`, span, signal);
    return series === undefined ? new Array<null>(length).fill(null) : columnOf(series, span, length, 1);
  };
  const [usedCores, totalCores, usedBytes, totalBytes, pods, podsNotWell, cpu, memory] = await Promise.all([
    one(queries.usedCores),
    one(queries.totalCores),
    one(queries.usedBytes),
    one(queries.totalBytes),
    one(queries.pods),
    one(queries.podsNotWell),
    past(queries.usedCores, queries.totalCores),
    past(queries.usedBytes, queries.totalBytes),
  ]);
  if (usedCores === undefined || totalCores === undefined) throw noData(client, "node_cpu_seconds_total");
  if (usedBytes === undefined || totalBytes === undefined) throw noData(client, "node_memory_MemAvailable_bytes");
  return {
    cpu: { usedCores, totalCores },
    memory: { usedBytes, totalBytes },
    pods: { total: pods ?? (await one(queries.podsOfKubelets)) ?? 0, notWell: podsNotWell ?? 0 },
    history: { cpu, memory },
  };
}
