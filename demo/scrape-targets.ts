import { scrapes } from "./world/scraped";
import { scrapeInterval, targetsOf } from "./world/targets";
import type { BrokenExporters } from "./broken-exporters";
import type { WorldCluster } from "./world/cluster";
import type { ScrapeTarget } from "./upstreams/prometheus";

/** What a cluster's Prometheus says of its targets at a time: the World's own scrapes and outages, and what a demonstration broke. */
export function scrapeTargets(cluster: WorldCluster, broken: BrokenExporters, at: number): readonly ScrapeTarget[] {
  return targetsOf(cluster).map((target) => {
    const last = scrapes(target, at - scrapeInterval, at).at(-1) ?? at;
    const down = broken.isDown(cluster.id, target.labels, last) || target.outages(last - 1, last).some(({ from, to }) => last >= from && last < to);
    const { host, port, path } = target.address;
    return {
      pool: `serviceMonitor/monitoring/${target.job}/0`,
      url: `http://${host}:${port}${path}`,
      labels: target.labels,
      health: down ? "down" : "up",
      lastError: down ? `Get "http://${host}:${port}${path}": context deadline exceeded` : "",
      lastScrape: last,
      lastScrapeDuration: down ? 10 : 0.011,
    };
  });
}
