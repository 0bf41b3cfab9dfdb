import type { SeriesSource } from "../../series";
import { formatValue } from "../format";
import { nameLabel } from "../labels";

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/**
 * Everything a source knows in (from, to] as OpenMetrics text with times, the format
 * `promtool tsdb create-blocks-from openmetrics` reads. Stale marks have no form in it
 * and are left out.
 */
export function openMetrics(source: SeriesSource, from: number, to: number): string {
  const lines: string[] = [];
  for (const series of source.select([{ name: nameLabel, op: "=~", value: ".+" }], from, to)) {
    const pairs = Object.entries(series.labels).filter(([name]) => name !== nameLabel).map(([name, value]) => `${name}="${escaped(value)}"`);
    const identity = `${series.labels[nameLabel]}{${pairs.join(",")}}`;
    const { times, values } = series.samples(from, to);
    for (let i = 0; i < times.length; i += 1) lines.push(`${identity} ${formatValue(values[i] as number)} ${((times[i] as number) / 1000).toFixed(3)}`);
  }
  return `${lines.join("\n")}\n# EOF\n`;
}
