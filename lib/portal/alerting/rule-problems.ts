import { duration } from "@/lib/model";
import type { AlertRule, PipelineProblem } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";

/** More than these of one kind are counted, not listed. */
const most = 10;
/** A group counts as stuck when it has missed this many evaluations, and for at least this long, ms. */
const missedEvaluations = 5;
const atLeast = 120_000;

/** Rules that cannot be evaluated, and those that have not been for long. */
export function ruleProblems({ at, rules, sources }: AlertsNow): readonly PipelineProblem[] {
  const answering = new Set(sources.filter(({ kind, problem }) => kind === "prometheus" && problem === undefined).map(({ name }) => name));
  const read = [...rules.values()].filter(({ prometheus }) => answering.has(prometheus));
  return [...failing(read), ...stuck(read, at)];
}

function failing(rules: readonly AlertRule[]): PipelineProblem[] {
  const found = rules.filter(({ health }) => health === "err");
  const listed = found.slice(0, most).map(
    (rule): PipelineProblem => ({
      id: `rule-${rule.key}`,
      severity: "warning",
      station: "rules",
      title: `The rule ${rule.name} cannot be evaluated`,
      detail: `It cannot fire, whatever happens. It stands in the group ${rule.group} of ${rule.prometheus}: correct its expression, or the series that it joins.`,
      ...(rule.lastError === undefined ? {} : { said: rule.lastError }),
    }),
  );
  return [...listed, ...more("rules", found.length, "rules cannot be evaluated")];
}

function stuck(rules: readonly AlertRule[], at: number): PipelineProblem[] {
  const groups = new Map<string, AlertRule>();
  for (const rule of rules) {
    const { lastEvaluation, interval, prometheus, group } = rule;
    if (lastEvaluation !== undefined && lastEvaluation > 0 && at - lastEvaluation > Math.max(interval * 1_000 * missedEvaluations, atLeast)) groups.set(`${prometheus} ${group}`, rule);
  }
  const found = [...groups.values()];
  const listed = found.slice(0, most).map(
    ({ prometheus, group, lastEvaluation = 0, interval }): PipelineProblem => ({
      id: `stuck-${prometheus}-${group}`,
      severity: "warning",
      station: "rules",
      title: `The rules of ${group} have not been evaluated for ${duration(at - lastEvaluation)}`,
      detail: `They should be each ${duration(interval * 1_000)}. ${prometheus} is overloaded, or a query of the group takes too long: look at prometheus_rule_group_last_duration_seconds.`,
    }),
  );
  return [...listed, ...more("stuck", found.length, "groups of rules have not been evaluated for long")];
}

function more(id: string, count: number, what: string): PipelineProblem[] {
  return count <= most ? [] : [{ id: `more-${id}`, severity: "warning", station: "rules", title: `${count - most} more ${what}`, detail: "The first ones are listed here; Prometheus’ own page of rules has them all." }];
}
