import type { Figures } from "../../figures/figures";
import type { Device } from "../../figures/network";
import type { Signal } from "../../signal";
import type { Family } from "../family";

/** A counter of every device. */
function statistic(name: string, signal: (device: Device) => Signal, perUnit: (device: Device) => number): Family<Figures> {
  return {
    name: `node_network_${name}_total`,
    type: "counter",
    help: `Network device statistic ${name}.`,
    collector: "netdev",
    fixed: ({ devices, booted }) =>
      devices.map((device) => {
        const counted = signal(device);
        const unit = perUnit(device);
        const zero = counted.total(booted);
        return { labels: { device: device.name }, value: unit === 0 ? () => 0 : (at) => Math.floor((counted.total(at) - zero) * unit) };
      }),
  };
}

const received = ({ received: signal }: Device) => signal;
const sent = ({ sent: signal }: Device) => signal;
const byte = () => 1;
const packet = ({ packet: size }: Device) => 1 / size;
const never = () => 0;
const seldom = ({ name, speed }: Device) => (speed === undefined || name === "bond0" ? 0 : 3e-11);

export const netdev: readonly Family<Figures>[] = [
  statistic("receive_bytes", received, byte),
  statistic("receive_compressed", received, never),
  statistic("receive_drop", received, seldom),
  statistic("receive_errs", received, never),
  statistic("receive_fifo", received, never),
  statistic("receive_frame", received, never),
  statistic("receive_multicast", received, (device) => (device.speed === undefined ? 0 : 2e-6)),
  statistic("receive_packets", received, packet),
  statistic("transmit_bytes", sent, byte),
  statistic("transmit_carrier", sent, never),
  statistic("transmit_colls", sent, never),
  statistic("transmit_compressed", sent, never),
  statistic("transmit_drop", sent, never),
  statistic("transmit_errs", sent, never),
  statistic("transmit_fifo", sent, never),
  statistic("transmit_packets", sent, packet),
];
