/** Ascending, NaN first: the order in which Prometheus takes quantiles. */
export function ascending(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a - b || 0;
}

/** The q-quantile by linear interpolation between the two nearest ranks; sorts `values` in place. */
export function quantile(q: number, values: number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  values.sort(ascending);
  const last = values.length - 1;
  const rank = q * last;
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(last, lower + 1);
  const weight = rank - Math.floor(rank);
  return (values[lower] as number) * (1 - weight) + (values[upper] as number) * weight;
}
