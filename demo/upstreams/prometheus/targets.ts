import type { Labels } from "../../series";

/** A target as the simulated Prometheus believes to scrape it, for `/api/v1/targets` and its page. */
export interface ScrapeTarget {
  /** The scrape configuration, e.g. `serviceMonitor/monitoring/node-exporter/0`. */
  readonly pool: string;
  readonly url: string;
  /** `job`, `instance` and whatever else the target's series carry. */
  readonly labels: Labels;
  readonly health: "up" | "down" | "unknown";
  /** Why it is down, in Prometheus' words; empty when it is not. */
  readonly lastError: string;
  /** ms since the epoch. */
  readonly lastScrape: number;
  /** Seconds. */
  readonly lastScrapeDuration: number;
}

/** The targets at a time (ms). */
export type Targets = (at: number) => readonly ScrapeTarget[];

/** Prometheus' own JSON of the active targets. */
export function targetsBody(targets: readonly ScrapeTarget[], scrapeInterval: number): object {
  const every = `${scrapeInterval / 1000}s`;
  return {
    activeTargets: targets.map((target) => ({
      discoveredLabels: { __address__: hostOf(target.url), __scrape_interval__: every },
      labels: target.labels,
      scrapePool: target.pool,
      scrapeUrl: target.url,
      globalUrl: target.url,
      lastError: target.lastError,
      lastScrape: new Date(target.lastScrape).toISOString(),
      lastScrapeDuration: target.lastScrapeDuration,
      health: target.health,
      scrapeInterval: every,
      scrapeTimeout: "10s",
    })),
    droppedTargets: [],
    droppedTargetCounts: {},
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
