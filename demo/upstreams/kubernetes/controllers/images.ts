import type { WorldCluster } from "../../../world/cluster";
import { between, seedOf } from "../../../world/dice";

/** Which images the nodes have, and what the others cost. */
export interface Images {
  /** Whether a node lacks an image. */
  need(node: string, image: string): boolean;
  has(node: string, image: string): void;
  /** Compressed bytes. */
  size(image: string): number;
  /** How long a pull takes, ms. */
  time(image: string, seed: number): number;
}

export function imagesOf(cluster: WorldCluster, at: number): Images {
  const known = new Set<string>();
  const key = (node: string, image: string) => `${node} ${image}`;
  for (const { node, workload } of cluster.pods.at(at)) for (const { image } of workload.containers) known.add(key(node.name, image));
  // A tag more is a layer more: repositories decide how big an image is.
  const size = (image: string) => Math.round(1e6 * between(seedOf(cluster.seed, image.replace(/:[^:/]*$/, "")), "megabytes", 45, 420) * between(seedOf(1, image), "tag", 0.97, 1.03));
  return {
    need: (node, image) => !known.has(key(node, image)),
    has: (node, image) => void known.add(key(node, image)),
    size,
    time: (image, seed) => Math.max(1_800, Math.round(size(image) / between(seed, `speed ${image}`, 42e3, 66e3))),
  };
}
