import type { NodeSample } from "./node";
import type { Unit } from "./units";

/** One chart of a node's page. History and live edge meet because both name their lines the same way. */
export interface NodeChart {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  /** What the lines are at one moment: line id → value in the chart's unit. */
  readonly lines: (sample: NodeSample) => Readonly<Record<string, number>>;
  /** The figure that stands in the panel's heading. */
  readonly headline: (sample: NodeSample) => number | undefined;
  /** Where the exporter may not have it, the chart is shown only when it does. */
  readonly optional?: boolean;
  /** The natural top of the axis, where there is one. */
  readonly max?: (sample: NodeSample) => number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const charts = [
  {
    id: "cpu",
    title: "CPU by mode",
    unit: "cores",
    lines: ({ cpu }) => cpu,
    headline: ({ cpu }) => sum(Object.values(cpu)),
    max: ({ cores }) => cores.length,
  },
  {
    id: "cores",
    title: "CPU by core",
    unit: "fraction",
    lines: ({ cores }) => Object.fromEntries(cores.map((busy, core) => [String(core), busy])),
    headline: ({ cores }) => (cores.length === 0 ? undefined : Math.max(...cores)),
    max: () => 1,
  },
  {
    id: "load",
    title: "Load",
    unit: "tasks",
    lines: ({ load: [one, five, fifteen] }) => ({ "1 min": one, "5 min": five, "15 min": fifteen }),
    headline: ({ load }) => load[0],
  },
  {
    id: "memory",
    title: "Memory by kind",
    unit: "bytes",
    lines: ({ memory }) => ({
      used: memory.used,
      cache: memory.cache,
      free: memory.free,
      ...(memory.committed === undefined ? {} : { committed: memory.committed }),
    }),
    headline: ({ memory }) => memory.used,
    max: ({ memory }) => memory.total,
  },
  {
    id: "received",
    title: "Network received",
    unit: "bytes/s",
    lines: ({ network }) => Object.fromEntries(network.map(({ device, received }) => [device, received])),
    headline: ({ network }) => sum(network.map(({ received }) => received)),
  },
  {
    id: "sent",
    title: "Network sent",
    unit: "bytes/s",
    lines: ({ network }) => Object.fromEntries(network.map(({ device, sent }) => [device, sent])),
    headline: ({ network }) => sum(network.map(({ sent }) => sent)),
  },
  {
    id: "read",
    title: "Disk read",
    unit: "bytes/s",
    lines: ({ disks }) => Object.fromEntries(disks.map(({ device, read }) => [device, read])),
    headline: ({ disks }) => sum(disks.map(({ read }) => read)),
  },
  {
    id: "written",
    title: "Disk written",
    unit: "bytes/s",
    lines: ({ disks }) => Object.fromEntries(disks.map(({ device, written }) => [device, written])),
    headline: ({ disks }) => sum(disks.map(({ written }) => written)),
  },
  {
    id: "busy",
    title: "Disk utilisation",
    unit: "fraction",
    lines: ({ disks }) => Object.fromEntries(disks.map(({ device, busy }) => [device, busy])),
    headline: ({ disks }) => (disks.length === 0 ? undefined : Math.max(...disks.map(({ busy }) => busy))),
    max: () => 1,
  },
  {
    id: "pressure",
    title: "Pressure",
    unit: "fraction",
    optional: true,
    lines: ({ pressure }) => ({ ...pressure }),
    headline: ({ pressure }) => pressure && Math.max(pressure.cpu, pressure.memory, pressure.io),
  },
  {
    id: "temperature",
    title: "Temperature",
    unit: "celsius",
    optional: true,
    lines: ({ temperatures }) => Object.fromEntries(temperatures.map(({ sensor, celsius }) => [sensor, celsius])),
    headline: ({ temperatures }) => (temperatures.length === 0 ? undefined : Math.max(...temperatures.map(({ celsius }) => celsius))),
  },
] as const satisfies readonly NodeChart[];

export type NodeChartId = (typeof charts)[number]["id"];

/** The charts of a node's page, in the order in which they stand. */
export const nodeCharts: readonly (NodeChart & { readonly id: NodeChartId })[] = charts;
