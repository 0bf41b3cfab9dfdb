import type { WorldNode } from "../../node";
import { catalogue, expose } from "../exposition";
import type { Exposition } from "../exposition";
import { expositionText } from "../text";
import { nodeExporterFamilies } from "./families";

const families = catalogue(nodeExporterFamilies);
const made = new WeakMap<WorldNode, Exposition>();

/** What a simulated node's exporter exports; made once for each node. */
export function nodeExposition(node: WorldNode): Exposition {
  let exposition = made.get(node);
  if (exposition === undefined) made.set(node, (exposition = expose(families, node.figures())));
  return exposition;
}

/** The text of a scrape of this node at this moment. */
export function nodeExporterText(node: WorldNode, at: number, collectors?: ReadonlySet<string>): string {
  return expositionText(nodeExposition(node), at, collectors);
}
