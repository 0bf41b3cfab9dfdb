import type { Machine } from "../machine";
import type { Effects } from "../../scenarios/effects";
import { between, seedOf } from "../dice";
import type { Signal } from "../signal";
import { processor } from "./processor";
import type { Processor } from "./processor";
import { network } from "./network";
import type { Device } from "./network";
import { storage } from "./storage";
import type { Disk, FileSystem } from "./storage";
import { memory } from "./memory";
import type { Memory } from "./memory";

/** Everything that can be measured on one node, as functions of time. */
export interface Figures {
  readonly machine: Machine;
  readonly seed: number;
  /** ms since the epoch; every counter is zero then. */
  readonly booted: number;
  readonly processor: Processor;
  readonly devices: readonly Device[];
  readonly disks: readonly Disk[];
  readonly fileSystems: readonly FileSystem[];
  readonly memory: Memory;
  /** Seconds per second in which something waited. */
  readonly pressure: { readonly cpu: Signal; readonly io: Signal; readonly memory: Signal };
}

/** What figures are drawn from. */
export interface Draw {
  readonly machine: Machine;
  readonly seed: number;
  readonly origin: number;
  readonly effects: Effects;
}

/** Draws a node's figures. `origin` lies before every boot, ms since the epoch. */
export function figures(machine: Machine, clusterSeed: number, origin: number, effects: Effects): Figures {
  const seed = seedOf(clusterSeed, machine.name);
  const draw: Draw = { machine, seed, origin, effects };
  const cpu = processor(draw);
  const { disks, fileSystems } = storage(draw);
  return {
    machine,
    seed,
    booted: origin + Math.round(between(seed, "boot", 1, 20) * 86_400_000),
    processor: cpu,
    devices: network(draw),
    disks,
    fileSystems,
    memory: memory(draw),
    pressure: { cpu: cpu.waited, io: cpu.ioWaited, memory: memoryWaits(draw) },
  };
}

function memoryWaits({ effects }: Draw): Signal {
  return effects.stalled ?? { rate: () => 0, total: () => 0 };
}
