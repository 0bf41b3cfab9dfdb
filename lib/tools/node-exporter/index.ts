import { instanceOf, type ExporterTarget } from "@/lib/model";
import { createWire, type WireOptions } from "@/lib/wire";
import { nodeExporter, type NodeExporter } from "./client";

export { plan, type Load, type Plan } from "./budget";
export { detailCollectors, nodeExporter, overviewCollectors, type Collector, type NodeExporter } from "./client";
export { reading, type Reading } from "./reading";
export { sample } from "./sample";
export { createScraper, type Measured, type ScrapeClock, type Scraper, type ScraperOptions } from "./scraper";

/** An exporter spoken to directly, over a connection of its own that is kept. */
export function directExporter(target: ExporterTarget, log?: NonNullable<WireOptions["log"]>): NodeExporter & { close(): Promise<void> } {
  const wire = createWire({
    name: `The node exporter of ${target.node}`,
    url: `http://${instanceOf(target)}`,
    connections: 2,
    ...(log === undefined ? {} : { log }),
  });
  return { ...nodeExporter(wire), close: () => wire.close() };
}
