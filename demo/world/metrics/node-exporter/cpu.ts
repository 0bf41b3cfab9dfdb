import type { Figures } from "../../figures/figures";
import { busyModes } from "../../figures/processor";
import type { BusyMode } from "../../figures/processor";
import type { Family, Point } from "../family";

/** The kernel counts in hundredths of a second. */
const ticks = (seconds: number) => Math.floor(seconds * 100) / 100;

/** Seconds a core spent in a mode since boot; idle is what the other modes leave of the time. */
function spent({ processor, booted }: Figures, core: number): (mode: BusyMode | "idle") => (at: number) => number {
  const share = processor.share[core] ?? 1;
  const own = processor.own[core] ?? processor.modes.steal;
  const since = (total: (at: number) => number) => {
    const zero = total(booted);
    return (at: number) => total(at) - zero;
  };
  return (mode) => {
    if (mode === "idle") {
      const busy = since((at) => share * processor.all.total(at) + own.total(at));
      return (at) => ticks((at - booted) / 1_000 - busy(at));
    }
    const { total } = processor.modes[mode];
    const seconds = since(mode === "user" ? (at) => share * total(at) + own.total(at) : (at) => share * total(at));
    return (at) => ticks(seconds(at));
  };
}

const modes = ["idle", ...busyModes] as const;

export const cpu: readonly Family<Figures>[] = [
  {
    name: "node_cpu_guest_seconds_total",
    type: "counter",
    help: "Seconds the CPUs spent in guests (VMs) for each mode.",
    collector: "cpu",
    fixed: ({ processor }) =>
      processor.share.flatMap((_, core) => ["nice", "user"].map((mode): Point => ({ labels: { cpu: String(core), mode }, value: () => 0 }))),
  },
  {
    name: "node_cpu_seconds_total",
    type: "counter",
    help: "Seconds the CPUs spent in each mode.",
    collector: "cpu",
    fixed: (figures) =>
      figures.processor.share.flatMap((_, core) => {
        const by = spent(figures, core);
        return modes.map((mode): Point => ({ labels: { cpu: String(core), mode }, value: by(mode) }));
      }),
  },
];
