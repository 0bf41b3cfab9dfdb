import { parseDocument } from "yaml";
import { CastorError } from "@/lib/model/problem";
import type { AlertRule, Labels } from "@/lib/model/alerting";
import { compileMatcher } from "@/lib/model/alerting/matcher";
import type { Wire } from "@/lib/wire";
import { alertRulesAnswer, configAnswer, labelsConfig } from "./schema";
import { parseValue } from "./value";

/** An alert as the Prometheus that evaluates its rule has it: without external labels, pending ones too. */
export interface RuleAlert {
  /** The key of its {@link AlertRule}. */
  readonly rule: string;
  readonly labels: Labels;
  /** Expanded. */
  readonly annotations: Labels;
  readonly state: "pending" | "firing";
  /** Since when the expression holds, ms since the epoch. */
  readonly activeAt: number;
  /** May be NaN or infinite. */
  readonly value: number;
}

export interface AlertRules {
  readonly rules: readonly AlertRule[];
  readonly alerts: readonly RuleAlert[];
  /** What time it is there, in whole seconds, where it tells. */
  readonly clock?: number;
}

/** Prometheus writes the year 1 for what never was. */
const never = (at: number) => at <= 0;

/** The alerting rules and their alerts; ten thousand alerts are about 15 MB. */
export async function alertRules(wire: Wire, signal?: AbortSignal): Promise<AlertRules> {
  let told: number | undefined;
  const ask = { query: { type: "alert" }, signal, timeoutMs: 20_000, maxBytes: 96 * 1024 * 1024, clock: (at: number) => (told = at) };
  const { data } = await wire.get("/api/v1/rules", alertRulesAnswer, ask);
  const seen = new Map<string, number>();
  const alerts: RuleAlert[] = [];
  const rules = data.groups.flatMap(({ name: group, file, interval, rules: its }) =>
    its.flatMap((rule): AlertRule[] => {
      if (rule.type !== "alerting") return [];
      const path = `${wire.name}/${group}/${rule.name}`;
      const nth = (seen.get(path) ?? 0) + 1;
      seen.set(path, nth);
      const key = `${path}/${nth}`;
      for (const { labels, annotations, state, activeAt, value } of rule.alerts ?? []) {
        if (state !== "inactive") alerts.push({ rule: key, labels, annotations, state, activeAt, value: parseValue(value) });
      }
      return [
        {
          ...{ key, name: rule.name, group, file, prometheus: wire.name, query: rule.query, duration: rule.duration, keepFiringFor: rule.keepFiringFor, interval },
          ...{ labels: rule.labels ?? {}, annotations: rule.annotations ?? {}, state: rule.state, health: rule.health },
          ...(rule.lastError === undefined || rule.lastError === "" ? {} : { lastError: rule.lastError }),
          ...(rule.lastEvaluation === undefined || never(rule.lastEvaluation) ? {} : { lastEvaluation: rule.lastEvaluation }),
        },
      ];
    }),
  );
  return { rules, alerts, ...(told === undefined ? {} : { clock: told }) };
}

/**
 * The labels that this Prometheus puts on every alert that it sends, as far as it does not take them off again
 * (`labeldrop` of its alert relabelling, by which the replicas of a pair send the same alert).
 */
export async function externalLabels(wire: Wire, signal?: AbortSignal): Promise<Labels> {
  const { data } = await wire.get("/api/v1/status/config", configAnswer, { signal });
  const parsed = labelsConfig.safeParse(read(wire.name, data.yaml) ?? {});
  if (!parsed.success) throw new CastorError("unexpected-shape", `${wire.name} has a configuration that Castor does not know.`, { detail: parsed.error.issues[0]?.message ?? "" });
  const { global, alerting } = parsed.data;
  const dropped = (alerting?.alert_relabel_configs ?? []).filter(({ action }) => action?.toLowerCase() === "labeldrop").map(({ regex = "(.*)" }) => compileMatcher({ name: "name", value: regex, isRegex: true, isEqual: true }));
  return Object.fromEntries(Object.entries(global?.external_labels ?? {}).filter(([name]) => !dropped.some((drops) => drops({ name }))));
}

function read(name: string, text: string): unknown {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) throw new CastorError("unexpected-shape", `${name} has a configuration that Castor can't read.`, { detail: "no YAML from GET /api/v1/status/config" });
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}
