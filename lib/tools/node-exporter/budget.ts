/** What live figures cost at most, and what is watched now. Intervals in ms. */
export interface Load {
  /** Nodes of the cluster whose overview somebody watches; 0 when nobody does. */
  readonly nodes: number;
  /** Nodes whose own page somebody watches. */
  readonly details: number;
  /** The interval that the settings wish for. */
  readonly interval: number;
  /** The most exporter requests in a second for this cluster. */
  readonly scrapesPerSecond: number;
}

export interface Plan {
  /** Between two measurements of a watched node. */
  readonly detailEvery: number;
  /** Between two measurements of one node for the overview. */
  readonly overviewEvery: number;
  /** Between two frames of the overview: large clusters are measured in slices, and their frames are large. */
  readonly overviewTick: number;
  /** Beyond the budget the overview comes from Prometheus and costs the exporters nothing. */
  readonly overviewFrom: "exporters" | "prometheus";
}

/** An overview measured less often than this says no more than Prometheus does. */
const slowest = 30_000;

/** More rows than this make a frame too large for every second. */
const manyRows = 60;
const slowTick = 5_000;

/**
 * Divides the budget: watched nodes come first, at the wished interval as long as they fit;
 * the overview gets what is left and stretches. Watched nodes' readings serve the overview too.
 */
export function plan({ nodes, details, interval, scrapesPerSecond }: Load): Plan {
  const detailEvery = whole(Math.max(interval, (details / scrapesPerSecond) * 1_000));
  const left = scrapesPerSecond - (details * 1_000) / detailEvery;
  const others = Math.max(0, nodes - details);
  const needed = others === 0 ? detailEvery : left <= 0 ? Infinity : whole(Math.max(interval, (others / left) * 1_000));
  if (needed > slowest) return { detailEvery, overviewEvery: slowest, overviewTick: slowest, overviewFrom: "prometheus" };
  const overviewTick = nodes > manyRows ? Math.max(interval, Math.min(slowTick, needed)) : Math.min(needed, interval);
  return { detailEvery, overviewEvery: Math.max(needed, overviewTick), overviewTick, overviewFrom: "exporters" };
}

/** Whole seconds above one, so that loops of one cluster tick together. */
function whole(ms: number): number {
  return ms <= 1_000 ? ms : Math.ceil(ms / 1_000 - 1e-9) * 1_000;
}
