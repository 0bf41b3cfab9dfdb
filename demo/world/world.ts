import { CastorError } from "../../lib/model/problem";
import { worldCluster } from "./cluster";
import type { WorldCluster } from "./cluster";
import { seedOf } from "./dice";
import { hostMachine } from "./host/machine";
import { argusMachines, argusWorkloads } from "./layout/argus";
import { i22Machines, i22Workloads } from "./layout/i22";
import { polluxMachines, polluxWorkloads } from "./layout/pollux";
import { workload } from "./workload";

/** The demo's clusters: one coherent state over time, that everything simulated reads. */
export interface World {
  readonly seed: number;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly clusters: readonly WorldCluster[];
  /** Throws `not-found` for a cluster that the World does not have. */
  cluster(id: string): WorldCluster;
}

export interface WorldOptions {
  /** ms since the epoch; the World never reads any other clock. */
  readonly clock: () => number;
  readonly seed: number;
  /** How many simulated nodes pollux has; 6 when left out. */
  readonly nodes?: number;
  /** Whether this very machine joins pollux; it does when left out. */
  readonly host?: boolean;
  /** The port of every node exporter, each on a loopback address of its own. */
  readonly exporterPort?: number;
}

const day = 86_400_000;

/** Makes the World. Two Worlds of the same seed whose clocks stand in the same four weeks are equal. */
export function createWorld({ clock, seed, nodes = 6, host = true, exporterPort = 9100 }: WorldOptions): World {
  const origin = Math.floor((clock() - 35 * day) / (28 * day)) * 28 * day;
  const membership = (cluster: string, number: number) => ({ cluster, number, seed: seedOf(seed, cluster), origin, exporterPort, now: clock });
  const analysis = nodes > 6 ? [workload("Deployment", "analysis", "analysis-worker", "ghcr.io/diamondlightsource/analysis-worker:2026.2.0", { replicas: nodes - 6, cores: 4, memoryMiB: 8_192 })] : [];
  const clusters = [
    worldCluster(membership("pollux", 1), polluxMachines(seed, nodes), [...polluxWorkloads(), ...analysis], host ? hostMachine() : undefined),
    worldCluster(membership("argus", 2), argusMachines(seed), argusWorkloads()),
    worldCluster(membership("i22", 3), i22Machines(), i22Workloads()),
  ];
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  return {
    seed,
    now: clock,
    clusters,
    cluster(id) {
      const found = byId.get(id);
      if (found === undefined) throw new CastorError("not-found", `The World has no cluster "${id}".`);
      return found;
    },
  };
}
