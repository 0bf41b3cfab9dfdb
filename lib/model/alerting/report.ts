import type { ClusterEvent } from "../event";
import type { Unit } from "../units";
import type { Acknowledgement, AlertRule } from "./alert";
import type { AlertHistory } from "./timeline";
import type { RoutingExplanation } from "./routing";
import type { AlertSubject, BlastRadius, TriageAlert } from "./triage";

/** A rule's expression taken apart: what is measured and what it must not be. */
export interface Comparison {
  /** The side that changes, as PromQL. */
  readonly left: string;
  readonly operator: ">" | ">=" | "<" | "<=" | "==" | "!=";
  readonly threshold: number;
  /** What else must hold, as PromQL that begins with its `and` or `unless`; `left operator threshold also…` is the rule's query. */
  readonly also: readonly string[];
}

/** A way out of an alert's page. */
export interface AlertLink {
  readonly title: string;
  /** `node`, `pod`, `runbook`, `grafana` …: how it is drawn. */
  readonly kind: "node" | "pod" | "workload" | "claim" | "application" | "grafana" | "prometheus" | "alertmanager" | "runbook" | "logs";
  readonly href: string;
}

/** Everything Castor's page of one alert shows at first. */
export interface AlertReport {
  readonly alert: TriageAlert & { readonly annotations: Readonly<Record<string, string>>; readonly value?: number; readonly generatorUrl?: string; readonly sources: readonly string[] };
  readonly rule?: AlertRule;
  readonly comparison?: Comparison;
  readonly subject: AlertSubject;
  readonly radius: BlastRadius;
  readonly links: readonly AlertLink[];
  /** For each configuration that knows it. */
  readonly routing: readonly RoutingExplanation[];
  readonly acknowledgement?: Acknowledgement;
  readonly history: AlertHistory;
  /** Others of the same name that fired before, newest first. */
  readonly similar: readonly { readonly alert: string; readonly labels: Readonly<Record<string, string>>; readonly at: number; readonly lasted?: number; readonly differs: readonly string[] }[];
  /** The cause group that it belongs to. */
  readonly cause?: { readonly id: string; readonly title: string; readonly why: string; readonly others: number };
  /** Of its object, as the asking person may read them; newest first. */
  readonly events: readonly ClusterEvent[];
  /** Whether the asking person may silence and acknowledge it, and why not. */
  readonly may: boolean;
  readonly reason?: string;
}

/** What a rule measured around now: the line of its left side, and the threshold. */
export interface AlertGraph {
  /** ms since the epoch. */
  readonly times: readonly number[];
  /** By the words that tell the series apart. */
  readonly lines: Readonly<Record<string, readonly (number | null)[]>>;
  /** What is drawn, as PromQL. */
  readonly expression: string;
  readonly threshold?: number;
  readonly operator?: Comparison["operator"];
  /** What it is compared with, as PromQL, where that is no constant; its line is `compared with`. */
  readonly against?: string;
  /** The line of the alert's own series. */
  readonly own?: string;
  /** Where the metrics' names tell it: times `factor`, all values are in `unit`. */
  readonly measure?: { readonly unit: Unit; readonly factor: number };
  /** Series that had no room. */
  readonly left: number;
  /** Why there is nothing to draw, or not the alert's own: "No data: Prometheus of Pollux has no series …". */
  readonly note?: string;
}
