import { effectsOn, withPulls } from "../scenarios/effects";
import { between, seedOf, uuid } from "./dice";
import { figures } from "./figures/figures";
import type { Figures } from "./figures/figures";
import type { Machine } from "./machine";
import { nodeFailures } from "./node-failures";
import type { NodeFailures } from "./node-failures";
import { oneTimePulses } from "./one-time";

/** A machine as a member of its cluster. */
export interface WorldNode {
  readonly machine: Machine;
  readonly name: string;
  readonly cluster: string;
  readonly seed: number;
  readonly uid: string;
  /** When it joined, ms since the epoch. */
  readonly joined: number;
  /** Where its exporter listens on this machine: every node has a loopback address of its own. */
  readonly exporter: { readonly host: string; readonly port: number };
  /** This very machine: its exporter reads /proc, and only its pods and its kubelet are made up. */
  readonly host: boolean;
  /** What a demonstration does to it. */
  readonly failures: NodeFailures;
  /** Takes an image from the network, once: it shows in the figures from then on. */
  pull(from: number, to: number, bytes: number): void;
  /** Its figures; drawn when first asked for, as a large cluster has hundreds. */
  figures(): Figures;
}

/** What a cluster's nodes are made with. */
export interface Membership {
  readonly cluster: string;
  /** 1 for the first cluster: the second byte of its exporters' addresses that tells clusters apart. */
  readonly number: number;
  readonly seed: number;
  readonly origin: number;
  readonly exporterPort: number;
  /** The World's clock. */
  readonly now: () => number;
}

/** 127.47.<cluster>.<node>; beyond 250 nodes the cluster goes on at its number plus 10. */
function loopback(number: number, index: number): string {
  return `127.47.${number + 10 * Math.floor(index / 250)}.${(index % 250) + 1}`;
}

export function worldNode(machine: Machine, index: number, { cluster, number, seed, origin, exporterPort }: Membership, host = false): WorldNode {
  let drawn: Figures | undefined;
  const pulled = oneTimePulses();
  return {
    machine,
    name: machine.name,
    cluster,
    seed: seedOf(seed, machine.name),
    uid: uuid(seed, `node ${cluster}/${machine.name}`),
    joined: origin + Math.round(between(seed, `joined ${machine.name}`, 0.1, 0.9) * 86_400_000),
    exporter: { host: loopback(number, index), port: exporterPort },
    host,
    failures: nodeFailures(),
    figures: () => (drawn ??= figures(machine, seed, origin, withPulls(effectsOn(seed, cluster, machine.name), pulled))),
    pull: (from, to, bytes) => pulled.add(from, to, bytes),
  };
}
