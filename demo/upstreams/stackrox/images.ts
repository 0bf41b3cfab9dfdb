import { chance, hex } from "../../world/dice";
import type { WorldCluster } from "../../world/cluster";

/** An image as StackRox lists it; int64 values are strings there. */
export interface ScannedImage {
  readonly id: string;
  readonly name: string;
  readonly components: number;
  readonly cves: number;
  readonly fixableCves: number;
  readonly created: string;
  readonly lastUpdated: string;
  /** 1 is the riskiest. */
  readonly priority: string;
}

/** Images that are known to be bad; all others are drawn. */
const known: readonly (readonly [part: string, cves: number, fixable: number])[] = [
  ["ioc-adaravis-runtime:2024.5.1", 412, 187],
  ["ioc-adaravis-runtime:2026", 168, 31],
  ["ioc-pmac-runtime:2024", 305, 122],
];

/** The images that run in a cluster, riskiest first, with what a scan found in each. */
export function imagesOf(cluster: WorldCluster, now: number): readonly ScannedImage[] {
  const names = [...new Set(cluster.workloads.flatMap(({ containers }) => containers.map(({ image }) => image)))];
  const day = 86_400_000;
  const scanned = names.map((name) => {
    const [, cves = Math.round(4 + 90 * chance(cluster.seed, `cves ${name}`)), fixable] = known.find(([part]) => name.includes(part)) ?? [];
    return {
      id: `sha256:${hex(cluster.seed, `digest ${name}`, 64)}`,
      name,
      components: Math.round(40 + 260 * chance(cluster.seed, `components ${name}`)),
      cves,
      fixableCves: fixable ?? Math.round(cves * chance(cluster.seed, `fixable ${name}`) * 0.6),
      created: new Date(cluster.origin - day * Math.round(30 + 300 * chance(cluster.seed, `created ${name}`))).toISOString(),
      // Images are scanned again every four hours.
      lastUpdated: new Date(now - (now % (4 * 3_600_000))).toISOString(),
    };
  });
  return scanned.sort((a, b) => b.cves - a.cves || (a.name < b.name ? -1 : 1)).map((image, index) => ({ ...image, priority: String(index + 1) }));
}
