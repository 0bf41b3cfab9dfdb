import type { RequestListener } from "node:http";
import type { WorldNode } from "../../world/node";
import type { World } from "../../world/world";
import { collectors } from "../../world/metrics/node-exporter/families";
import { nodeExporterText } from "../../world/metrics/node-exporter/exporter";
import { hostText } from "../../world/host/exporter";
import { metricsListener } from "./metrics-answer";

const known = new Set(collectors);

/** A node's exporter: text format, `collect[]`, and the real one's answer to a collector it does not have. */
export function nodeExporterListener(world: World, cluster: string, node: string): RequestListener {
  const found = world.cluster(cluster).node(node);
  if (found === undefined) throw new RangeError(`The cluster ${cluster} has no node ${node}.`);
  return metricsListener("Node Exporter", (url) => scrapeNode(world, found, url.searchParams.getAll("collect[]")));
}

/** What one scrape of a node's exporter answers, whichever way it was reached. */
export function scrapeNode(world: World, node: WorldNode, chosen: readonly string[]): { status: number; text: string } {
  const missing = chosen.find((collector) => !known.has(collector));
  if (missing !== undefined) {
    return { status: 400, text: `Couldn't create filtered metrics handler: couldn't create collector: missing collector: ${missing}` };
  }
  const only = chosen.length > 0 ? new Set(chosen) : undefined;
  return { status: 200, text: node.host ? hostText(only) : nodeExporterText(node, world.now(), only) };
}
