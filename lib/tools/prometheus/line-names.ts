import type { Labels } from "./client";

/**
 * The shortest words that tell series apart: the values of the labels in which they differ, with the label's name
 * where the value alone says little. One alone needs no name.
 */
export function lineNames(series: readonly Labels[]): readonly string[] {
  if (series.length <= 1) return series.map(() => "measured");
  const names = [...new Set(series.flatMap((labels) => Object.keys(labels)))].sort();
  const differing = names.filter((name) => new Set(series.map((labels) => labels[name] ?? "")).size > 1);
  const chosen = few(series, differing);
  const words = (labels: Labels) => chosen.map((name) => word(name, labels[name] ?? "")).join(" ");
  return series.map(words);
}

/** What people call things by, in the order in which they do. */
const telling = ["container", "pod", "node", "instance", "mountpoint", "persistentvolumeclaim", "device", "namespace"];

/** The fewest labels, at most three, that tell all apart; all of those that differ where it takes more. */
function few(series: readonly Labels[], differing: readonly string[]): readonly string[] {
  const rank = (name: string) => (telling.includes(name) ? telling.indexOf(name) : telling.length);
  const ordered = [...differing].sort((a, b) => rank(a) - rank(b)).slice(0, 12);
  const tells = (names: readonly string[]) => new Set(series.map((labels) => JSON.stringify(names.map((name) => labels[name] ?? "")))).size === series.length;
  const one = ordered.map((name) => [name]);
  const two = ordered.flatMap((a, index) => ordered.slice(index + 1).map((b) => [a, b]));
  const three = ordered.flatMap((a, i) => ordered.slice(i + 1).flatMap((b, j) => ordered.slice(i + j + 2).map((c) => [a, b, c])));
  return [...one, ...two, ...three].find(tells) ?? differing;
}

const word = (name: string, value: string) => (value === "" || value === "threshold" || /^[\d.+-]*$/.test(value) ? `${name}="${value}"` : value);
