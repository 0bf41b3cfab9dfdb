import type { Unit } from "../units";

/** One station between an exporter and a person. */
export interface PipelineStation {
  readonly id: "exporters" | "rules" | "pending" | "grouping" | "inhibition" | "silences" | "receivers";
  readonly title: string;
  /** What it does, in a sentence. */
  readonly purpose: string;
  /** This cluster's own figures: "214 of 216 targets answer". */
  readonly figures: readonly { readonly label: string; readonly value: number; readonly of?: number; readonly unit?: Unit; readonly state?: "ok" | "warn" | "crit" }[];
  /** What leaves it for the next, with its unit: the number on the arrow. */
  readonly out?: { readonly value: number; readonly label: string; readonly unit?: Unit };
  readonly state: "ok" | "warn" | "crit" | "unknown";
}

/** Something that is wrong with the alerting itself. */
export interface PipelineProblem {
  readonly id: string;
  readonly severity: "critical" | "warning" | "info";
  /** "Watchdog is missing" */
  readonly title: string;
  /** What it means, and what to do. */
  readonly detail: string;
  /** What the tool itself said: the error of a rule. */
  readonly said?: string;
  /** Where on an alert's way it is. */
  readonly station: PipelineStation["id"];
}

/** The way of an alert through a cluster, with the numbers of now. */
export interface Pipeline {
  readonly stations: readonly PipelineStation[];
  /** Worst first. */
  readonly problems: readonly PipelineProblem[];
}
