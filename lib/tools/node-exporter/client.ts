import { isCastorError } from "@/lib/model/problem";
import type { Wire } from "@/lib/wire";

/** The collectors behind one row of the page of all nodes. */
export const overviewCollectors = ["cpu", "loadavg", "meminfo", "netdev", "filesystem"] as const;

/** The collectors behind a node's page. */
export const detailCollectors = [...overviewCollectors, "diskstats", "pressure", "hwmon", "thermal_zone", "stat"] as const;

export type Collector = (typeof detailCollectors)[number];

/** An exporter's text is small: everything of a machine with 64 cores and 120 interfaces is 382 KB. */
const mostBytes = 4 * 1024 * 1024;

export interface NodeExporter {
  /** The exporter's text with only these collectors' metrics. */
  read(collectors: readonly Collector[], signal?: AbortSignal): Promise<string>;
}

/**
 * One node's exporter, reached directly or through the API server's pod proxy (then `path` is
 * the proxy's). A collector that this exporter does not have is left out from then on:
 * node exporter answers 400 "disabled collector: x" to a request for one.
 */
export function nodeExporter(wire: Wire, { path = "/metrics", timeoutMs = 800 }: { readonly path?: string; readonly timeoutMs?: number } = {}): NodeExporter {
  const absent = new Set<string>();

  async function read(collectors: readonly Collector[], signal: AbortSignal | undefined): Promise<string> {
    const asked = collectors.filter((collector) => !absent.has(collector));
    try {
      return await wire.text(path, { query: { "collect[]": asked }, signal, timeoutMs, maxBytes: mostBytes });
    } catch (error) {
      const missing = isCastorError(error) && error.code === "invalid" ? /(?:missing|disabled) collector: (\w+)/.exec(error.detail ?? "")?.[1] : undefined;
      if (missing === undefined || absent.has(missing) || !asked.some((collector) => collector === missing)) throw error;
      absent.add(missing);
      return read(collectors, signal);
    }
  }

  return { read: (collectors, signal) => read(collectors, signal) };
}
