import type { Labels } from "../../series";
import type { StoredAlert } from "./alerts";
import type { InhibitRule } from "./config";
import { matchesAll, parseMatcher } from "./matcher";

/** The alert that mutes labels, as a list of at most one, as Alertmanager tells it. */
export type Inhibition = (target: Labels, firing: readonly StoredAlert[]) => readonly string[];

/**
 * Inhibition as Alertmanager has it: a rule's source mutes its targets where the labels named are equal, and a
 * missing label equals an empty one. Where a target is a source as well, sources that are targets too do not count.
 */
export function inhibitionOf(rules: readonly InhibitRule[]): Inhibition {
  const read = rules.map(({ source_matchers: source, target_matchers: target, equal }) => ({ source: source.map(parseMatcher), target: target.map(parseMatcher), equal }));
  return (labels, firing) => {
    for (const { source, target, equal } of read) {
      if (!matchesAll(target, labels)) continue;
      const twoSided = matchesAll(source, labels);
      const found = firing.find((alert) => matchesAll(source, alert.labels) && equal.every((name) => (alert.labels[name] ?? "") === (labels[name] ?? "")) && !(twoSided && matchesAll(target, alert.labels)));
      if (found !== undefined) return [found.fingerprint];
    }
    return [];
  };
}
