import type { Alert } from "./alert";
import type { InhibitRule } from "./config";
import { valueOf, type Labels } from "./matcher";
import { predicateOf } from "./routes";

/** Who keeps an alert quiet. */
export type InhibitionSource = Pick<Alert, "id" | "name" | "labels">;
export interface Inhibition {
  readonly rule: InhibitRule;
  readonly source: InhibitionSource;
}

/**
 * Says of labels whether one of these alerts keeps such an alert quiet, and by which rule. The alerts are
 * those that Alertmanager has not seen end; silenced ones inhibit like others. What matches both sides of a
 * rule is not inhibited by what does so, too: neither itself nor its like.
 */
export function createInhibition(rules: readonly InhibitRule[], alerts: Iterable<InhibitionSource>): (labels: Labels) => Inhibition | undefined {
  const sources = [...alerts];
  const ready = rules.map((rule) => {
    const [isSource, isTarget] = [predicateOf(rule.source), predicateOf(rule.target)];
    const key = (labels: Labels) => JSON.stringify(rule.equal.map((name) => valueOf(labels, name)));
    const found = new Map<string, { any: InhibitionSource; only?: InhibitionSource }>();
    for (const source of sources) {
      if (!isSource(source.labels)) continue;
      const here = key(source.labels);
      const known = found.get(here) ?? { any: source };
      if (known.only === undefined && !isTarget(source.labels)) known.only = source;
      found.set(here, known);
    }
    return (labels: Labels): Inhibition | undefined => {
      if (found.size === 0 || !isTarget(labels)) return undefined;
      const known = found.get(key(labels));
      const source = isSource(labels) ? known?.only : known?.any;
      return source === undefined ? undefined : { rule, source };
    };
  });
  return (labels) => {
    for (const inhibits of ready) {
      const found = inhibits(labels);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
