import type { PipelineProblem } from "@/lib/model/alerting";
import type { PipelineMetrics } from "@/lib/tools/prometheus";
import type { AlertsNow } from "./alerts-now";
import { metricProblems } from "./metric-problems";
import { receiverProblems } from "./receiver-problems";
import { ruleProblems } from "./rule-problems";
import { sourceProblems } from "./source-problems";
import { watchdogProblems } from "./watchdog-problems";

const order = ["critical", "warning", "info"] as const;

/** What is wrong with the alerting itself, worst first, each with what to do. Without metrics only what the book of alerts knows. */
export function pipelineProblems({ now, metrics = {} }: { readonly now: AlertsNow; readonly metrics?: PipelineMetrics }): PipelineProblem[] {
  // Before the first reading nothing is known, and nothing is wrong.
  if (now.revision === 0 && now.sources.length === 0) return [...metricProblems(metrics)];
  const found = [...receiverProblems(now), ...watchdogProblems(now), ...sourceProblems(now), ...metricProblems(metrics), ...ruleProblems(now)];
  return found.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
