import { between, seedOf } from "../dice";
import { GiB } from "../machine";
import { dataBytes } from "../../scenarios/effects";
import { blend, restless, steady } from "../signal";
import type { Signal } from "../signal";
import type { Draw } from "./figures";

/** A block device: bytes per second and how much of the time it is busy. */
export interface Disk {
  readonly name: string;
  readonly read: Signal;
  readonly written: Signal;
  /** Seconds per second, below 1. */
  readonly busy: Signal;
  /** Mean size of one operation, bytes. */
  readonly operation: number;
  /** Seconds that one operation takes. */
  readonly latency: number;
}

/** A mounted file system. */
export interface FileSystem {
  readonly device: string;
  readonly mount: string;
  readonly type: string;
  readonly size: number;
  /** Fraction used at a moment, 0 to 1. */
  readonly used: (at: number) => number;
  readonly readonly?: boolean;
}

export function storage({ machine, seed, origin, effects }: Draw): { disks: Disk[]; fileSystems: FileSystem[] } {
  const work = machine.busy * machine.cores;
  const wave = (name: string, mean: number) => restless({ seed: seedOf(seed, name), origin, mean, daily: 0.1, sway: 0.25, jitter: 0.55 });
  const disk = (name: string, share: number, throughput: number, latency: number): Disk => {
    const read = wave(`${name} read`, 0.16e6 * work * share);
    const extra = effects.written?.[name];
    const written = blend([1, wave(`${name} written`, 0.9e6 * work * share)], ...(extra ? [[1, extra] as const] : []));
    return { name, read, written, busy: blend([1, steady(0.004)], [0.8 / throughput, read], [1 / throughput, written]), operation: 42_000, latency };
  };
  const disks = [disk("nvme0n1", 1, 1.1e9, 90e-6), disk("sda", 0.12, 260e6, 2.4e-3), disk("dm-0", 0.1, 400e6, 4e-4)];
  const level = (name: string, low: number, high: number) => {
    const slow = restless({ seed: seedOf(seed, name), origin, mean: between(seed, name, low, high), daily: 0.01, sway: 0.012, jitter: 0 });
    return effects.used?.[name] ?? ((at: number) => slow.rate(at));
  };
  const system = (device: string, mount: string, type: string, size: number, low: number, high: number): FileSystem =>
    ({ device, mount, type, size, used: level(mount, low, high) });
  const fileSystems = [
    system("/dev/mapper/rhel-root", "/", "xfs", 70 * GiB, 0.32, 0.6),
    system("/dev/nvme0n1p1", "/boot/efi", "vfat", 0.6 * GiB, 0.01, 0.02),
    system("/dev/nvme0n1p2", "/boot", "xfs", GiB, 0.28, 0.36),
    system("/dev/nvme0n1p4", "/var/lib/containerd", "xfs", 400 * GiB, 0.35, 0.68),
    ...(machine.role === "beamline" ? [system("/dev/sda1", "/data", "xfs", dataBytes, 0.25, 0.6)] : []),
    system("tmpfs", "/run", "tmpfs", Math.round(machine.memoryBytes / 5), 0.002, 0.006),
    system("nas-04.lab.example:/ifs/dls_sw", "/dls_sw", "nfs4", 92_000 * GiB, 0.71, 0.72),
  ];
  return { disks, fileSystems };
}
