const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 365 * 86_400_000 };

/** A duration as Prometheus and Alertmanager write it, such as `1h30m`, in ms. Throws for what is none. */
export function durationOf(text: string): number {
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) throw new Error(`not a valid duration string: "${text}"`);
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? 0), 0);
}
