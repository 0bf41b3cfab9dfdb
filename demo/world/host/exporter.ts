import { collectors, nodeExporterFamilies } from "../metrics/node-exporter/families";
import type { Exposition } from "../metrics/exposition";
import type { Point } from "../metrics/family";
import { expositionText } from "../metrics/text";
import { devices } from "./devices";
import { kernel } from "./kernel";
import type { Reading } from "./reading";

type Declared = Exposition["families"][number];

const declared = new Map<string, Declared>(nodeExporterFamilies.map((family) => [family.name, family]));
const reading = { ...kernel, ...devices };

/** How the metric is declared: as the simulated exporters do, or as a field of /proc/meminfo they do not have. */
export function declaration(name: string): Declared {
  return declared.get(name) ?? { name, type: "gauge", help: `Memory information field ${name.replace("node_memory_", "")}.`, collector: "meminfo" };
}

/** Reads this machine now, only what the chosen collectors tell. */
export function readHost(chosen?: ReadonlySet<string>): Reading[] {
  const wanted = Object.entries(reading).filter(([collector]) => chosen === undefined || chosen.has(collector));
  const readings = wanted.flatMap(([, read]) => read());
  const told = collectors.filter((collector) => chosen === undefined || chosen.has(collector));
  const about = (name: string, value: number) => told.map((collector): Reading => [name, { collector }, value]);
  return [...readings, ...about("node_scrape_collector_success", 1)];
}

/** The text of a scrape of this very machine. */
export function hostText(chosen?: ReadonlySet<string>): string {
  const points = new Map<string, Point[]>();
  for (const [name, labels, value] of readHost(chosen)) {
    const list = points.get(name);
    const point = { labels, value: () => value };
    if (list) list.push(point);
    else points.set(name, [point]);
  }
  return expositionText({ families: [...points.keys()].sort().map(declaration), points: (name) => points.get(name) ?? [] }, Date.now());
}
