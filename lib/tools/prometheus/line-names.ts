import type { Labels } from "./client";

/**
 * The shortest words that tell series apart: the values of the labels in which they differ, with the label's name
 * where the value alone says little. One alone needs no name.
 */
export function lineNames(series: readonly Labels[]): readonly string[] {
  if (series.length <= 1) return series.map(() => "measured");
  const names = [...new Set(series.flatMap((labels) => Object.keys(labels)))].sort();
  const differing = names.filter((name) => new Set(series.map((labels) => labels[name] ?? "")).size > 1);
  const telling = few(series, differing);
  const words = (labels: Labels) => telling.map((name) => word(name, labels[name] ?? "")).join(" ");
  return series.map(words);
}

/** The first single label that tells all apart, else all of those that differ. */
function few(series: readonly Labels[], differing: readonly string[]): readonly string[] {
  const alone = differing.find((name) => new Set(series.map((labels) => labels[name] ?? "")).size === series.length);
  return alone === undefined ? differing : [alone];
}

const word = (name: string, value: string) => (value === "" || value === "threshold" || /^[\d.+-]*$/.test(value) ? `${name}="${value}"` : value);
