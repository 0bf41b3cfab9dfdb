/** A string literal of PromQL, whatever it contains. */
export function quoted(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** Matchers for the inside of `{}`; empty ones are left out. */
export function all(...matchers: readonly (string | undefined)[]): string {
  return matchers.filter((matcher) => matcher !== undefined && matcher !== "").join(",");
}

/** `namespace="x"`, or nothing for all namespaces. */
export function inNamespace(namespace: string | undefined): string {
  return namespace === undefined || namespace === "" ? "" : `namespace=${quoted(namespace)}`;
}

/**
 * The right side of an `and` that keeps exactly the series with these labels, whatever the left side is:
 * matchers inside of an expression could change what it adds up.
 */
export function exactly(labels: Readonly<Record<string, string>>): string {
  const named = Object.entries(labels).filter(([name]) => /^[a-zA-Z_]\w*$/.test(name));
  const vector = named.reduce((inner, [name, value]) => `label_replace(${inner}, ${quoted(name)}, ${quoted(value.replaceAll("$", "$$$$"))}, "", "")`, "vector(1)");
  return `on (${named.map(([name]) => name).join(", ")}) ${vector}`;
}

/** Beyond this a rate costs Prometheus more than its average tells a person, seconds. */
const widest = 300;

/**
 * The range of a `rate`, as PromQL writes it. At least four scrapes, and the whole step so that nothing
 * is jumped over; over days it is a sample of five minutes at each step instead.
 */
export function rateWindow(scrapeIntervalMs: number, stepSeconds = 0): string {
  return `${Math.max(Math.ceil((scrapeIntervalMs * 4) / 1_000), Math.min(stepSeconds, widest), 20)}s`;
}
