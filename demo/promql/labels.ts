import type { Labels } from "../series";

export const nameLabel = "__name__";
export const noLabels: Labels = {};

/**
 * The identity of a label set, whatever the order of its labels. Keys sort as Prometheus
 * sorts label sets: pair by pair in the order of names, the shorter first.
 */
export function labelsKey(labels: Labels): string {
  let key = "";
  for (const name of Object.keys(labels).sort()) key += `${name}\u0000${labels[name]}\u0001`;
  return key;
}

const keys = new WeakMap<Labels, string>();

/** The same for the labels of a source, which hands out the same objects again and again. */
export function sourceKey(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) keys.set(labels, (key = labelsKey(labels)));
  return key;
}

/** A copy without the named labels. */
export function withoutLabels(labels: Labels, names: readonly string[]): Labels {
  const out: Record<string, string> = {};
  for (const name in labels) if (!names.includes(name)) out[name] = labels[name] as string;
  return out;
}

/** A copy with only the named labels. */
export function onlyLabels(labels: Labels, names: readonly string[]): Labels {
  const out: Record<string, string> = {};
  for (const name of names) {
    const value = labels[name];
    if (value !== undefined) out[name] = value;
  }
  return out;
}

/** A copy with one label set; an empty value removes it, as everywhere in Prometheus. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const out: Record<string, string> = { ...labels };
  if (value === "") delete out[name];
  else out[name] = value;
  return out;
}

/** Almost every operation forgets the metric's name, because its result is another quantity. */
export function dropName(labels: Labels): Labels {
  return nameLabel in labels ? withoutLabels(labels, [nameLabel]) : labels;
}

/** As Prometheus prints a series in its messages: `up{job="x"}`. */
export function formatLabels(labels: Labels): string {
  const pairs = Object.keys(labels)
    .filter((name) => name !== nameLabel)
    .sort()
    .map((name) => `${name}=${JSON.stringify(labels[name])}`);
  return `${labels[nameLabel] ?? ""}{${pairs.join(", ")}}`;
}

/** Sorts by a key that is made once for each thing. */
export function inOrder<T>(things: readonly T[], keyOf: (thing: T) => string): T[] {
  const keyed = things.map((thing) => ({ thing, key: keyOf(thing) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ thing }) => thing);
}
