/** What a node is made of: everything about it that does not change. */
export interface Machine {
  readonly name: string;
  /** The address the cluster knows it by (InternalIP). */
  readonly ip: string;
  readonly role: "control-plane" | "worker" | "beamline";
  readonly cores: number;
  readonly memoryBytes: number;
  /** Fraction of its CPU that is busy on average. */
  readonly busy: number;
  /** Fraction of its memory that programs hold on average. */
  readonly held: number;
  /** The interface for a detector, where it has one, and whether one streams to it between now and then. */
  readonly detector?: { readonly device: string; readonly streams: boolean };
  /** Virtual pairs of its pods: how many the exporter shows. */
  readonly pairs: number;
}

export const GiB = 2 ** 30;
export const MiB = 2 ** 20;

/** A machine of a beamline: many cores, and a network card for the detector. */
export function beamlineServer(name: string, ip: string, busy: number, streams = false): Machine {
  return { name, ip, role: "beamline", cores: 64, memoryBytes: 256 * GiB, busy, held: 0.34, detector: { device: "ens2f0", streams }, pairs: 6 };
}

/** A machine that runs whatever the cluster gives it. */
export function worker(name: string, ip: string, busy: number): Machine {
  return { name, ip, role: "worker", cores: 48, memoryBytes: 192 * GiB, busy, held: 0.42, pairs: 8 };
}

/** A machine that runs the cluster itself. */
export function controlPlane(name: string, ip: string): Machine {
  return { name, ip, role: "control-plane", cores: 32, memoryBytes: 128 * GiB, busy: 0.11, held: 0.28, pairs: 4 };
}

/** A small worker, of which a large cluster has hundreds. */
export function blade(name: string, ip: string, busy: number): Machine {
  return { name, ip, role: "worker", cores: 16, memoryBytes: 64 * GiB, busy, held: 0.38, pairs: 3 };
}
