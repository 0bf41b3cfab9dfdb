import type { Unit } from "./units";

/** One chart of what a pod or a workload uses. */
export interface WorkloadChart {
  readonly id: "cpu" | "memory" | "throttled" | "received" | "sent";
  readonly title: string;
  readonly unit: Unit;
  /** How to read it, in a sentence. */
  readonly note?: string;
}

/** The charts of a pod's or workload's metrics, in the order in which they stand. */
export const workloadCharts: readonly WorkloadChart[] = [
  { id: "cpu", title: "CPU", unit: "cores" },
  { id: "memory", title: "Memory", unit: "bytes", note: "The working set: what counts against the limit." },
  { id: "throttled", title: "CPU throttled", unit: "fraction", note: "The part of all periods in which a container wanted more than its limit." },
  { id: "received", title: "Network received", unit: "bytes/s" },
  { id: "sent", title: "Network sent", unit: "bytes/s" },
];

/** The lines that are bounds, not uses. */
export const boundLines = ["limit", "request"] as const;

/** How the pods of a workload are named, by its kind; `{}` stands for the workload's name. Undefined where a kind has no pods. */
export const podNamePatterns: Readonly<Record<string, string>> = {
  Pod: "{}",
  Deployment: "{}-[a-z0-9]+-[a-z0-9]{5}",
  ReplicaSet: "{}-[a-z0-9]{5}",
  StatefulSet: "{}-[0-9]+",
  DaemonSet: "{}-[a-z0-9]{5}",
  Job: "{}-[a-z0-9]{5}",
  CronJob: "{}-[0-9]+-[a-z0-9]{5}",
  Rollout: "{}-[a-z0-9]+-[a-z0-9]{5}",
};
