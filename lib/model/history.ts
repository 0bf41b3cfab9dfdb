import type { Problem } from "./problem";

/** The past of one chart, in columns: `lines[id][i]` was measured at `times[i]` (ms since the epoch). */
export interface ChartHistory {
  readonly times: readonly number[];
  readonly lines: Readonly<Record<string, readonly (number | null)[]>>;
}

/** The past of a node: one entry for each chart of `nodeCharts` that has a past, by its id. */
export interface NodeHistory {
  readonly range: string;
  /** The interval at which Prometheus scrapes, ms: the resolution left of the seam. */
  readonly scrapeInterval: number;
  readonly charts: Readonly<Record<string, ChartHistory | { readonly problem: Problem }>>;
}

/** CPU and memory of each node over the last 15 minutes, one point a minute, oldest first, as fractions. */
export interface NodesHistory {
  readonly nodes: Readonly<Record<string, { readonly cpu: readonly (number | null)[]; readonly memory: readonly (number | null)[] }>>;
}
