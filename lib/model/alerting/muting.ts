import type { AlertingConfig, Route } from "./config";
import { holds } from "./intervals";
import type { Labels } from "./matcher";
import { destinationsOf } from "./routes";

/**
 * Which time intervals keep an alert quiet at a moment (ms since the epoch), as an Alertmanager with this
 * configuration decides it: their names, or nothing where any of its routes may tell somebody.
 */
export function createMuting({ route, intervals }: AlertingConfig, at: number): (labels: Labels) => readonly string[] {
  const now = new Map(intervals.map((interval) => [interval.name, holds(interval, at)]));
  const mutedBy = ({ mute, active }: Route): readonly string[] => {
    const known = active.filter((name) => now.has(name));
    if (known.length > 0 && !known.some((name) => now.get(name))) return known;
    return mute.filter((name) => now.get(name));
  };
  return (labels) => {
    const ends = destinationsOf(route, labels).map(mutedBy);
    return ends.some((names) => names.length === 0) ? [] : [...new Set(ends.flat())];
  };
}
