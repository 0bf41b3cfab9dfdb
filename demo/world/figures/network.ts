import { between, hex, seedOf } from "../dice";
import { blend, restless, steady } from "../signal";
import type { Signal } from "../signal";
import { pulses } from "../pulses";
import type { Draw } from "./figures";

/** A network device and the bytes that pass it. */
export interface Device {
  readonly name: string;
  readonly mac: string;
  readonly mtu: number;
  /** Bytes per second; none for virtual devices and loopback. */
  readonly speed?: number;
  readonly up: boolean;
  readonly received: Signal;
  readonly sent: Signal;
  /** Mean size of a packet, bytes. */
  readonly packet: number;
}

const tenGigabit = 1.25e9;

export function network({ machine, seed, origin, effects }: Draw): Device[] {
  const mac = (name: string) => ["02", ...(hex(seed, name, 10).match(/../g) ?? [])].join(":");
  const wave = (name: string, mean: number, more: object = {}) => restless({ seed: seedOf(seed, name), origin, mean, daily: 0.15, sway: 0.25, jitter: 0.5, ...more });
  const work = machine.busy * machine.cores;
  const device = (name: string, received: Signal, sent: Signal, more: Partial<Device> = {}): Device =>
    ({ name, mac: mac(name), mtu: 1_500, up: true, received, sent, packet: 870, ...more });
  const first = blend([1, wave("eno1 received", 0.42e6 * work)], ...(effects.received ? [[1, effects.received] as const] : []));
  const firstSent = blend([1, wave("eno1 sent", 0.3e6 * work)], ...(effects.received ? [[0.012, effects.received] as const] : []));
  const second = wave("eno2 received", 0.05e6 * work);
  const secondSent = wave("eno2 sent", 0.06e6 * work);
  const physical = [
    device("eno1", first, firstSent, { speed: tenGigabit }),
    device("eno2", second, secondSent, { speed: tenGigabit }),
    device("bond0", blend([1, first], [1, second]), blend([1, firstSent], [1, secondSent]), { speed: tenGigabit * 2 }),
  ];
  if (machine.detector !== undefined) physical.push(device(machine.detector.device, acquisitions(seed, machine.detector.streams, wave), wave("detector sent", 4e3), { speed: tenGigabit, mtu: 9_000, packet: 8_200 }));
  const lo = wave("lo", 60e3 * work);
  const pairs = Array.from({ length: machine.pairs }, (_, n) => {
    const name = n === machine.pairs - 1 ? `veth${hex(seed, `veth ${n}`, 8)}` : `cali${hex(seed, `cali ${n}`, 11)}`;
    return device(name, wave(`${name} in`, 30e3 * work * between(seed, name, 0.1, 1)), wave(`${name} out`, 40e3 * work * between(seed, name, 0.1, 1)), { mtu: 1_450, mac: "ee:ee:ee:ee:ee:ee" });
  });
  const still = steady(0);
  const tunnel = device("vxlan.calico", wave("vxlan in", 20e3 * work), wave("vxlan out", 20e3 * work), { mtu: 1_450 });
  return [
    device("lo", lo, lo, { mtu: 65_536, mac: "00:00:00:00:00:00", packet: 420 }),
    ...physical,
    tunnel,
    device("docker0", still, still, { up: false }),
    ...pairs,
  ];
}

/** A detector's data: little between scans, much during them. */
function acquisitions(seed: number, streams: boolean, wave: (name: string, mean: number) => Signal): Signal {
  const period = 600_000;
  const idle = wave("detector idle", 0.2e6);
  if (!streams) return idle;
  const scans = [0, 1, 2].map((n) => {
    const start = Math.round(n * 200_000 + between(seed, `scan ${n}`, 0, 90_000));
    const length = Math.round(between(seed, `length ${n}`, 25_000, 100_000));
    return { start, end: start + length, amount: (length / 1_000) * between(seed, `rate ${n}`, 60e6, 210e6) };
  });
  return blend([1, idle], [1, pulses(period, scans)]);
}
