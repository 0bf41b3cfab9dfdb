import type { Labels } from "../series";
import { dropName, labelsKey, withoutLabels } from "./labels";
import { emptyRow, mergeRows, type Row } from "./rows";

interface Bucket {
  readonly bound: number;
  count: number;
}

/** The bound of a bucket's `le` label; undefined when it is no number, as Go's ParseFloat sees it. */
function boundOf(labels: Labels): number | undefined {
  const text = labels["le"]?.toLowerCase() ?? "";
  const infinite = /^([+-]?)inf(?:inity)?$/.exec(text);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** `histogram_quantile(q, buckets)` of classic histograms. */
export function histogramQuantile(q: Float64Array, rows: readonly Row[]): Row[] {
  const groups = new Map<string, { labels: Labels; members: { bound: number; row: Row }[] }>();
  for (const row of rows) {
    const bound = boundOf(row.labels);
    if (bound === undefined) continue;
    const labels = withoutLabels(row.labels, ["le"]);
    const key = labelsKey(labels);
    const group = groups.get(key) ?? { labels: dropName(labels), members: [] };
    group.members.push({ bound, row });
    groups.set(key, group);
  }
  return mergeRows([...groups.values()].map(({ labels, members }) => {
    members.sort((a, b) => (a.bound === b.bound ? 0 : a.bound - b.bound));
    const out = emptyRow(labels, q.length);
    for (let i = 0; i < q.length; i += 1) {
      const buckets: Bucket[] = [];
      for (const { bound, row } of members) {
        if (row.has[i] === 0) continue;
        const last = buckets.at(-1);
        if (last?.bound === bound) last.count += row.values[i] as number;
        else buckets.push({ bound, count: row.values[i] as number });
      }
      if (buckets.length === 0) continue;
      out.has[i] = 1;
      out.values[i] = bucketQuantile(q[i] as number, buckets);
    }
    return out;
  }));
}

/** Interpolates linearly inside the bucket of the rank; the buckets are cumulative, ascending and distinct. */
function bucketQuantile(q: number, buckets: Bucket[]): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  if (buckets.at(-1)?.bound !== Infinity) return NaN;
  // Scrapes and rates can make cumulative counts decrease; the envelope is what was meant.
  let most = (buckets[0] as Bucket).count;
  for (const bucket of buckets) {
    if (bucket.count > most) most = bucket.count;
    else if (bucket.count < most) bucket.count = most;
  }
  if (buckets.length < 2) return NaN;
  const last = buckets.length - 1;
  const observations = (buckets[last] as Bucket).count;
  if (observations === 0) return NaN;
  const rank = q * observations;
  let index = 0;
  while (index < last && !((buckets[index] as Bucket).count >= rank)) index += 1;
  const { bound, count } = buckets[index] as Bucket;
  if (index === last) return (buckets[last - 1] as Bucket).bound;
  if (index === 0) return bound <= 0 ? bound : bound * (rank / count);
  const below = buckets[index - 1] as Bucket;
  return below.bound + (bound - below.bound) * ((rank - below.count) / (count - below.count));
}
