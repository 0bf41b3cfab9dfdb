/** Prints one figure as a JSON line; with a bound, whether it held. A bound that fails fails the run. */
export function report(bench: string, name: string, value: number, unit: string, bound?: number): void {
  const held = bound === undefined ? undefined : value <= bound;
  if (held === false) process.exitCode = 1;
  console.log(JSON.stringify({ bench, name, value: Math.round(value * 1000) / 1000, unit, ...(bound === undefined ? {} : { bound, held }) }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
