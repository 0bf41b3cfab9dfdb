import { isCastorError } from "@/lib/model/problem";
import type { Labels, Prometheus } from "./client";
import { noData } from "./missing";
import { quoted } from "./promql";

/** A node exporter as Prometheus knows it. */
export interface Exporter {
  readonly job: string;
  /** `host:port`, or the node's name where the scrape configuration relabels it so (kube-prometheus). */
  readonly instance: string;
  /** The machine's own name, from `node_uname_info`. */
  readonly nodename: string;
  /** The label `node`, where the scrape configuration adds it. */
  readonly node?: string;
}

/** What is known of a node besides its name. */
export interface NodeHints {
  readonly node: string;
  /** Its InternalIP. */
  readonly address?: string | undefined;
  /** The exporter's `host:port`, from the EndpointSlices. */
  readonly instance?: string | undefined;
}

/** Matchers that select one exporter's series. */
export function selectorOf({ job, instance }: Exporter): string {
  return `job=${quoted(job)},instance=${quoted(instance)}`;
}

export const exportersQuery = "node_uname_info";

export async function exporters(client: Prometheus, signal?: AbortSignal): Promise<readonly Exporter[]> {
  const found = (await client.query(exportersQuery, { signal })).map(({ labels }: { labels: Labels }) => ({
    job: labels["job"] ?? "",
    instance: labels["instance"] ?? "",
    nodename: labels["nodename"] ?? "",
    ...(labels["node"] === undefined ? {} : { node: labels["node"] }),
  }));
  if (found.length === 0) throw noData(client, exportersQuery);
  // Where two jobs scrape the same exporter, the one that is called so is meant.
  return found.sort((a, b) => Number(b.job.includes("node-exporter")) - Number(a.job.includes("node-exporter")) || (a.job < b.job ? -1 : 1));
}

const hostOf = (instance: string) => instance.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
const short = (name: string) => name.split(".")[0] ?? name;

/** The exporter of a node, by the surest sign there is: a label `node`, its address and port, its names, its address. */
export function exporterOf(found: readonly Exporter[], { node, address, instance }: NodeHints): Exporter | undefined {
  const signs: readonly ((exporter: Exporter) => boolean)[] = [
    (exporter) => exporter.node === node,
    (exporter) => instance !== undefined && exporter.instance === instance,
    (exporter) => hostOf(exporter.instance) === node,
    (exporter) => exporter.nodename === node,
    (exporter) => address !== undefined && hostOf(exporter.instance) === address,
  ];
  for (const sign of signs) {
    const match = found.find(sign);
    if (match !== undefined) return match;
  }
  const likely = found.filter(({ nodename }) => short(nodename) === short(node));
  return likely.length === 1 ? likely[0] : undefined;
}

/** The distance of two scrapes when Prometheus does not tell: the operator's default, ms. */
export const usualInterval = 30_000;

const intervals = new WeakMap<Prometheus, { readonly at: number; readonly ms: number }>();
const remembered = 600_000;

export const scrapesQuery = (selector: string) => `node_load1{${selector}}[5m]`;

/** At which interval Prometheus really scrapes an exporter, ms: the median distance of its last samples. */
export async function scrapeInterval(client: Prometheus, exporter: Exporter, now: number, signal?: AbortSignal): Promise<number> {
  const known = intervals.get(client);
  if (known !== undefined && now - known.at < remembered) return known.ms;
  try {
    const [series] = await client.samples(scrapesQuery(selectorOf(exporter)), { signal });
    const gaps = (series?.times ?? []).flatMap((time, index, times) => (index === 0 ? [] : [time - (times[index - 1] ?? time)])).sort((a, b) => a - b);
    const median = gaps[Math.floor(gaps.length / 2)];
    if (median === undefined || median <= 0) return usualInterval;
    const ms = Math.max(1_000, Math.round(median / 1_000) * 1_000);
    intervals.set(client, { at: now, ms });
    return ms;
  } catch (error) {
    if (isCastorError(error) && (error.code === "invalid" || error.code === "unexpected-shape")) return usualInterval;
    throw error;
  }
}
