import { setImmediate } from "node:timers/promises";
import { createEngine, parseDuration } from "./promql";
import { type Alert, createRuleState, type RuleState } from "./rules-alert";
import { backfillRule, recallDay } from "./rules-backfill";
import type { RuleGroup } from "./rules-declaration";
import { createAlertHistory } from "./rules-history";
import type { SeriesSource } from "./series";

/** A rule with the outcome of its last evaluation. */
export interface RuleStatus {
  readonly state: RuleState;
  health: "ok" | "err" | "unknown";
  lastError: string;
  /** Seconds the last evaluation took, and when it was; ms, 0 for never. */
  evaluationTime: number;
  lastEvaluation: number;
  /** How often it failed so far. */
  failures: number;
}

export interface GroupStatus {
  readonly group: RuleGroup;
  readonly rules: readonly RuleStatus[];
}

export interface RuleEngine {
  readonly groups: readonly GroupStatus[];
  /** The source the rules look at: everything the given one has, and `ALERTS`. */
  readonly source: SeriesSource;
  /** Lives through the past up to the last evaluation before `at`, so that long-standing alerts fire at once. */
  backfill(at: number): Promise<void>;
  /** Recalls what these rules found in the day before: call it after {@link backfill}. */
  recall(alerts: ReadonlySet<string>, at: number): Promise<void>;
  /** Evaluates every group that is due by `at` (ms), at its last instant: a multiple of its interval. */
  evaluate(at: number): Promise<void>;
}

export interface RuleEngineOptions {
  readonly groups: readonly RuleGroup[];
  readonly source: SeriesSource;
  /** Hears of every alert after each evaluation of its rule. */
  readonly notify?: (rule: RuleState, alerts: readonly Alert[], at: number) => void;
}

/** How much of the past `ALERTS` remembers; ms. */
const memory = 24 * 3_600_000;

/** Evaluates alerting rules the way Prometheus does. Between two rules other work of the process gets its turn. */
export function createRuleEngine({ groups, source, notify }: RuleEngineOptions): RuleEngine {
  const history = createAlertHistory();
  const withAlerts = history.beside(source);
  const engine = createEngine({ source: withAlerts });
  const statuses = groups.map((group): GroupStatus => ({
    group,
    rules: group.rules.map((rule): RuleStatus => ({
      state: createRuleState(rule, group.interval, parseDuration(rule.for ?? "0") ?? 0, parseDuration(rule.keep_firing_for ?? "0") ?? 0, history),
      health: "unknown", lastError: "", evaluationTime: 0, lastEvaluation: 0, failures: 0,
    })),
  }));

  async function each(status: RuleStatus, at: number, work: () => void): Promise<void> {
    await setImmediate();
    const began = performance.now();
    try {
      work();
      status.health = "ok";
      status.lastError = "";
    } catch (error) {
      status.health = "err";
      status.failures += 1;
      status.lastError = error instanceof Error ? error.message : String(error);
    }
    status.evaluationTime = (performance.now() - began) / 1000;
    status.lastEvaluation = at;
    notify?.(status.state, status.state.all(), at);
  }

  return {
    groups: statuses,
    source: withAlerts,
    async backfill(at) {
      for (const { group, rules } of statuses) {
        const last = Math.floor(at / group.interval) * group.interval;
        for (const status of rules) await each(status, last, () => backfillRule(status.state, engine, history, last));
      }
    },
    async recall(alerts, at) {
      for (const { rules } of statuses) for (const { state } of rules) if (alerts.has(state.rule.alert)) await recallDay(state, engine, history, at, setImmediate);
    },
    async evaluate(at) {
      history.forget(at - memory);
      for (const { group, rules } of statuses) {
        const instant = Math.floor(at / group.interval) * group.interval;
        for (const status of rules) {
          if (status.lastEvaluation >= instant) continue;
          await each(status, instant, () => {
            const result = engine.instant(status.state.rule.expr, instant);
            if (result.type !== "vector") throw new Error("rule result is not a vector");
            status.state.update(result.samples, instant);
          });
        }
      }
    },
  };
}
