import { pulses } from "../world/pulses";
import { blend } from "../world/signal";
import type { Signal } from "../world/signal";
import { fillingDisk, filled, memoryHeld, shortOfMemory } from "./outages";
import { redeploymentNode, redeploymentPeriod, redeployments } from "./redeployments";

/** What the scenario does to one node's figures, on top of its ordinary work. */
export interface Effects {
  /** Bytes per second on its first network device. */
  readonly received?: Signal;
  /** Bytes per second by disk. */
  readonly written?: Readonly<Record<string, Signal>>;
  /** Core-seconds per second, to be split over the modes. */
  readonly cpu?: Signal;
  /** Fraction of memory held beyond the `base` of this moment, where `usual` is its mean. */
  readonly memory?: (at: number, base: number, usual: number) => number;
  /** Seconds per second in which something waited for memory. */
  readonly stalled?: Signal;
  /** Fraction used by mount. */
  readonly used?: Readonly<Record<string, (at: number) => number>>;
}

const unpacked = 2.3;
const bytesPerCoreSecond = 18e6;

/** The scenario's part in the figures of this node; most nodes have none. */
export function effectsOn(seed: number, cluster: string, node: string): Effects {
  const here = (place: { readonly cluster: string; readonly node: string }) => place.cluster === cluster && place.node === node;
  if (here(redeploymentNode)) {
    const each = redeployments(seed);
    const pulse = (factor: number) => pulses(redeploymentPeriod, each.map(({ pullFrom, pullTo, bytes }) => ({ start: pullFrom, end: pullTo, amount: bytes * factor })));
    return { received: pulse(1.03), written: { nvme0n1: pulse(unpacked) }, cpu: pulse(1 / bytesPerCoreSecond) };
  }
  if (here(shortOfMemory)) {
    const { period, start, end } = shortOfMemory.window;
    return { memory: memoryHeld, stalled: pulses(period, [{ start, end, amount: 0.22 * ((end - start) / 1_000), shape: "flat" }]) };
  }
  if (here(fillingDisk)) {
    const { window, from, to, mount, disk } = fillingDisk;
    const written = pulses(window.period, [{ start: window.start, end: window.end, amount: (to - from) * dataBytes, shape: "flat" }]);
    return { used: { [mount]: filled }, written: { [disk]: written } };
  }
  return {};
}

/** The same with images that people made a node pull: their bytes cross the network, and are unpacked to disk. */
export function withPulls(effects: Effects, pulled: Signal): Effects {
  const more = (factor: number, signal?: Signal) => blend([factor, pulled], ...(signal ? [[1, signal] as const] : []));
  return {
    ...effects,
    received: more(1.03, effects.received),
    written: { ...effects.written, nvme0n1: more(unpacked, effects.written?.nvme0n1) },
    cpu: more(1 / bytesPerCoreSecond, effects.cpu),
  };
}

/** Size of the file system for data, bytes. */
export const dataBytes = 400e9;
