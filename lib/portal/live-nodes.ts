import type { Source } from "@/lib/hub";
import { nodeRow, rowFigures, type NodeInfo, type NodeRow, type NodeSample, type NodesFrame } from "@/lib/model";
import { plan, type Plan } from "@/lib/tools/node-exporter/budget";
import type { Measured, Scraper } from "@/lib/tools/node-exporter/scraper";
import type { Inventory } from "./inventory";

export interface LiveNodesParts {
  readonly cluster: string;
  readonly scraper: Scraper;
  readonly inventory: Inventory;
  /** The settings' wish: ms between two measurements, and the most exporter requests in a second. */
  readonly interval: number;
  readonly scrapesPerSecond: number;
  /** The overview from Prometheus, for clusters beyond the budget; absent where there is none. */
  readonly fromPrometheus: ((nodes: readonly NodeInfo[], signal: AbortSignal) => Promise<readonly NodeRow[]>) | undefined;
  readonly now: () => number;
}

/** Five minutes of frames at 1 s for a node's own page. The overview's frames are large, and its sparklines begin with history. */
const nodeFrames = 300;
const overviewFrames = 1;

/** How long the first rows of a large cluster may be waited for, ms: less than the Hub waits for the frame. */
const firstPatience = 1_200;

/**
 * The live figures of one cluster's nodes within its budget: whoever is looked at closely comes
 * first, the overview gets what is left, and one scrape serves both.
 */
export function createLiveNodes(parts: LiveNodesParts) {
  const { cluster, scraper, inventory, interval, scrapesPerSecond, fromPrometheus, now } = parts;
  const watched = new Map<string, number>();
  let overviewWatched = -Infinity;
  let nodeCount = 0;
  let rows = new Map<string, NodeRow>();

  /** What is watched is what was measured a moment ago: the Hub stops loops nobody listens to. */
  function current(): Plan {
    const forgotten = now() - Math.max(interval, 1_000) * 5;
    for (const [node, at] of watched) if (at < forgotten) watched.delete(node);
    const nodes = overviewWatched < now() - 35_000 ? 0 : nodeCount;
    const found = plan({ nodes, details: watched.size, interval, scrapesPerSecond });
    // Without a Prometheus to fall back on, an overview at the slowest interval is still better than none.
    return fromPrometheus === undefined ? { ...found, overviewFrom: "exporters" } : found;
  }

  function node(name: string): Source<NodeSample> {
    return {
      key: `node/${cluster}/${name}`,
      topic: `node/${cluster}/${name}`,
      every: () => current().detailEvery,
      keep: nodeFrames,
      async load({ every }) {
        watched.set(name, now());
        return (await scraper.detail(name, { every })).sample;
      },
    };
  }

  async function overview(signal: AbortSignal, at: number): Promise<NodesFrame> {
    const nodes = await inventory.known();
    nodeCount = nodes.length;
    overviewWatched = now();
    const { overviewFrom, overviewEvery, overviewTick } = current();
    const instead = async (): Promise<NodesFrame | undefined> =>
      fromPrometheus && { rows: await fromPrometheus(nodes, signal), source: "prometheus", every: overviewEvery, budget: scrapesPerSecond };
    if (overviewFrom === "prometheus") {
      const frame = await instead();
      if (frame !== undefined) return frame;
    }
    if (rows.size === 0 && overviewEvery > interval) rows = await firstRows(nodes, signal);
    let found: readonly Measured[];
    try {
      found = await scraper.overview({ every: overviewEvery, tick: overviewTick });
    } catch (error) {
      // Nobody knows where the exporters are as long as Kubernetes has never said so; Prometheus may.
      const frame = await instead().catch(() => undefined);
      if (frame !== undefined) return frame;
      throw error;
    }
    const measured = new Map(found.map((one) => [one.node, one]));
    const next = nodes.map((info) => {
      const one = measured.get(info.name);
      return nodeRow(info, one && rowFigures(one.sample, one.rates), one?.at ?? at, rows.get(info.name));
    });
    rows = new Map(next.map((row) => [row.name, row]));
    return { rows: next, source: "exporters", every: overviewEvery, budget: scrapesPerSecond };
  }

  /** Where a first round takes many intervals, the rows begin with what Prometheus knows. */
  async function firstRows(nodes: readonly NodeInfo[], signal: AbortSignal): Promise<Map<string, NodeRow>> {
    const known = await fromPrometheus?.(nodes, AbortSignal.any([signal, AbortSignal.timeout(firstPatience)])).catch(() => []);
    return new Map((known ?? []).map((row) => [row.name, row]));
  }

  const nodes: Source<NodesFrame> = {
    key: `nodes/${cluster}`,
    topic: `nodes/${cluster}`,
    every: () => current().overviewTick,
    keep: overviewFrames,
    load: ({ signal, at }) => overview(signal, at),
  };

  return { node, nodes };
}
