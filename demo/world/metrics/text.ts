import type { Exposition } from "./exposition";
import { exists } from "./family";
import type { Point } from "./family";

/** A value as Go prints it: `%g` with the shortest digits that read back the same. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };

/** Labels between braces, sorted by name; nothing where there are none. */
function formatLabels(labels: Point["labels"]): string {
  const names = Object.keys(labels).sort();
  if (names.length === 0) return "";
  return `{${names.map((name) => `${name}="${(labels[name] ?? "").replaceAll(/[\\"\n]/g, (found) => escapes[found] ?? found)}"`).join(",")}}`;
}

const rendered = new WeakMap<Point, string>();

function labelText(point: Point): string {
  let text = rendered.get(point);
  if (text === undefined) rendered.set(point, (text = formatLabels(point.labels)));
  return text;
}

/**
 * What a scrape of a target reads at a moment: the text format 0.0.4. With `collectors`, only families of
 * these, and of what the exporter tells about itself only the lines about these.
 */
export function expositionText(exposition: Exposition, at: number, collectors?: ReadonlySet<string>): string {
  let text = "";
  for (const { name, type, help, collector } of exposition.families) {
    if (collectors !== undefined && collector !== undefined && !collectors.has(collector)) continue;
    let lines = "";
    for (const point of exposition.points(name, at, at)) {
      if (!exists(point, at)) continue;
      const about = point.labels.collector;
      if (collectors !== undefined && about !== undefined && !collectors.has(about)) continue;
      lines += `${name}${labelText(point)} ${formatValue(point.value(at))}\n`;
    }
    if (lines !== "") text += `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines}`;
  }
  return text;
}
