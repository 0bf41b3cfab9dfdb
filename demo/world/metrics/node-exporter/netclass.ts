import type { Figures } from "../../figures/figures";
import type { Device } from "../../figures/network";
import type { Labels } from "../../../series";
import type { Family } from "../family";

function property(name: string, read: (device: Device) => number | undefined, help = `Network device property: ${name}`, labels: (device: Device) => Labels = () => ({})): Family<Figures> {
  return {
    name: `node_network_${name}`,
    type: name.endsWith("_total") ? "counter" : "gauge",
    help,
    collector: "netclass",
    fixed: ({ devices }) =>
      devices.flatMap((device) => {
        const value = read(device);
        return value === undefined ? [] : [{ labels: { device: device.name, ...labels(device) }, value: () => value }];
      }),
  };
}

export const netclass: readonly Family<Figures>[] = [
  property("carrier", ({ up }) => Number(up)),
  property("carrier_changes_total", ({ up }) => (up ? 2 : 1)),
  property("info", () => 1, "Non-numeric data from /sys/class/net/<iface>, value is always 1.", ({ name, mac, speed, up }) => ({
    address: mac,
    broadcast: name === "lo" ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff",
    duplex: speed === undefined ? "" : "full",
    ifalias: "",
    operstate: name === "lo" ? "unknown" : up ? "up" : "down",
  })),
  property("mtu_bytes", ({ mtu }) => mtu),
  property("speed_bytes", ({ speed }) => speed),
  property("up", ({ name, up }) => Number(up && name !== "lo"), "Value is 1 if operstate is 'up', 0 otherwise."),
];
