import type { Figures } from "../../figures/figures";
import { chance } from "../../dice";
import type { Family } from "../family";
import { cpu } from "./cpu";
import { diskstats } from "./diskstats";
import { filesystem } from "./filesystem";
import { meminfo } from "./meminfo";
import { netclass } from "./netclass";
import { netdev } from "./netdev";
import { sensors } from "./sensors";
import { system } from "./system";

const collected: readonly Family<Figures>[] = [...cpu, ...diskstats, ...filesystem, ...meminfo, ...netclass, ...netdev, ...sensors, ...system];

/** The collectors that `collect[]` may name. */
export const collectors: readonly string[] = [...new Set(collected.flatMap(({ collector }) => collector ?? []))].sort();

/** What the exporter tells about itself; it is never filtered by metric, but by collector. */
const itself: readonly Family<Figures>[] = [
  {
    name: "node_exporter_build_info",
    type: "gauge",
    help: "A metric with a constant '1' value labeled by version, revision, branch, goversion from which node_exporter was built, and the goos and goarch for the build.",
    fixed: () => [{ labels: { branch: "HEAD", goarch: "amd64", goos: "linux", goversion: "go1.22.5", revision: "f1e0e8360aa60b6cb5e5cc1560bed348fc2c1895", tags: "unknown", version: "1.8.2" }, value: () => 1 }],
  },
  {
    name: "node_scrape_collector_duration_seconds",
    type: "gauge",
    help: "node_exporter: Duration of a collector scrape.",
    fixed: ({ seed, processor }) =>
      collectors.map((collector) => {
        const usual = 0.0001 + 0.002 * chance(seed, collector);
        return { labels: { collector }, value: (at) => Math.round(usual * (0.8 + processor.busy.rate(at)) * 1e9) / 1e9 };
      }),
  },
  {
    name: "node_scrape_collector_success",
    type: "gauge",
    help: "node_exporter: Whether a collector succeeded.",
    fixed: () => collectors.map((collector) => ({ labels: { collector }, value: () => 1 })),
  },
];

/** Everything a node exporter exports, sorted by name as the real one sorts it. */
export const nodeExporterFamilies: readonly Family<Figures>[] = [...collected, ...itself].sort((a, b) => (a.name < b.name ? -1 : 1));
