import { between } from "../../dice";
import type { Figures } from "../../figures/figures";
import type { Family } from "../family";

const chips = [
  { chip: "platform_coretemp_0", name: "coretemp", sensor: "temp1", label: "Package id 0", critical: 96 },
  { chip: "platform_coretemp_1", name: "coretemp", sensor: "temp1", label: "Package id 1", critical: 96 },
  { chip: "nvme_nvme0", name: "nvme", sensor: "temp1", label: "Composite", critical: 84 },
];

/** A package warms with the work of the last two minutes; the disk with what it writes. */
function celsius({ processor, disks, seed }: Figures, index: number): (at: number) => number {
  const base = between(seed, `temperature ${index}`, 33, 41);
  if (index === 2) {
    const disk = disks[0];
    return (at) => Math.round(base + (disk ? 25 * ((disk.busy.total(at) - disk.busy.total(at - 120_000)) / 120) : 0));
  }
  return (at) => Math.round(base + 42 * ((processor.busy.total(at) - processor.busy.total(at - 120_000)) / 120) + (processor.busy.rate(at) > 0.4 ? 1 : 0));
}

const hwmon = "hwmon";

export const sensors: readonly Family<Figures>[] = [
  {
    name: "node_hwmon_chip_names",
    type: "gauge",
    help: "Annotation metric for human-readable chip names",
    collector: hwmon,
    fixed: () => chips.map(({ chip, name }) => ({ labels: { chip, chip_name: name }, value: () => 1 })),
  },
  {
    name: "node_hwmon_sensor_label",
    type: "gauge",
    help: "Label for given chip and sensor",
    collector: hwmon,
    fixed: () => chips.map(({ chip, sensor, label }) => ({ labels: { chip, label: label.toLowerCase().replaceAll(" ", "_"), sensor }, value: () => 1 })),
  },
  {
    name: "node_hwmon_temp_celsius",
    type: "gauge",
    help: "Hardware monitor for temperature (input)",
    collector: hwmon,
    fixed: (figures) => chips.map(({ chip, sensor }, index) => ({ labels: { chip, sensor }, value: celsius(figures, index) })),
  },
  {
    name: "node_hwmon_temp_crit_celsius",
    type: "gauge",
    help: "Hardware monitor for temperature (crit)",
    collector: hwmon,
    fixed: () => chips.map(({ chip, sensor, critical }) => ({ labels: { chip, sensor }, value: () => critical })),
  },
  {
    name: "node_thermal_zone_temp",
    type: "gauge",
    help: "Zone temperature in Celsius",
    collector: "thermal_zone",
    fixed: (figures) => [{ labels: { type: "x86_pkg_temp", zone: "0" }, value: celsius(figures, 0) }],
  },
];
