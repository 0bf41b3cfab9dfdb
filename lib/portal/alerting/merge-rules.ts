import type { AlertRule } from "@/lib/model/alerting";
import { sameData, sameMap } from "./unchanged";
import type { PrometheusReading, SourceState } from "./reading";

/** The rules of all Prometheis, and whether anything but the time of their evaluation has changed. */
export function mergeRules(before: ReadonlyMap<string, AlertRule>, prometheuses: readonly SourceState<PrometheusReading>[], values: boolean): { readonly rules: ReadonlyMap<string, AlertRule>; readonly changed: boolean } {
  let changed = false;
  const found = new Map<string, AlertRule>();
  for (const { reading } of prometheuses) {
    for (const rule of reading?.rules ?? []) {
      const known = before.get(rule.key);
      const same = known !== undefined && sameData({ ...known, lastEvaluation: 0 }, { ...rule, lastEvaluation: 0 });
      changed ||= !same;
      found.set(rule.key, same && (!values || known.lastEvaluation === rule.lastEvaluation) ? known : rule);
    }
  }
  return { rules: sameMap(before, found), changed: changed || found.size !== before.size };
}
