import type { FilterVocabulary } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";

/** More no list of suggestions shows. */
const mostLabels = 100;
const mostValues = 200;

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;
const known = new WeakMap<AlertsNow, Counts>();

/** The labels of alerts that are not over, by how many have them, each with its most frequent values. */
export function vocabularyOf(clusters: readonly AlertsNow[]): FilterVocabulary {
  const all = new Map<string, Map<string, number>>();
  for (const now of clusters) {
    for (const [name, values] of countsOf(now)) {
      const sum = all.get(name) ?? new Map<string, number>();
      all.set(name, sum);
      for (const [value, count] of values) sum.set(value, (sum.get(value) ?? 0) + count);
    }
  }
  const total = (values: ReadonlyMap<string, number>) => [...values.values()].reduce((sum, count) => sum + count, 0);
  const labels = [...all].map(([name, values]) => ({ name, values, total: total(values) })).sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  return { labels: labels.slice(0, mostLabels).map(({ name, values }) => ({ name, values: [...values].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, mostValues) })) };
}

function countsOf(now: AlertsNow): Counts {
  const found = known.get(now);
  if (found !== undefined) return found;
  const counts = new Map<string, Map<string, number>>();
  for (const { labels, state } of now.alerts.values()) {
    if (state === "resolved") continue;
    for (const [name, value] of Object.entries(labels)) {
      const values = counts.get(name) ?? new Map<string, number>();
      counts.set(name, values.set(value, (values.get(value) ?? 0) + 1));
    }
  }
  known.set(now, counts);
  return counts;
}
