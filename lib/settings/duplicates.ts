import { accents } from "@/lib/model/cluster";
import { pathText } from "./issues";
import type { SettingsMistake } from "./mistake";
import type { YamlSource } from "./source";

/**
 * Clusters that could be taken for one another: equal ids, and an accent used twice while another
 * is free. Works on the unchecked file, so that these are reported together with everything else.
 */
export function duplicates(source: YamlSource): SettingsMistake[] {
  const clusters = (source.value as { clusters?: unknown } | null)?.clusters;
  if (!Array.isArray(clusters)) return [];
  const entries = clusters.map((entry: unknown) => (typeof entry === "object" && entry !== null ? entry : {}) as { id?: unknown; accent?: unknown });
  const used = new Set(entries.map((entry) => entry.accent));
  const free = accents.filter((accent) => !used.has(accent));
  return entries.flatMap((entry, index) => {
    const mistakes: SettingsMistake[] = [];
    const earlier = (key: "id" | "accent") => entries.slice(0, index).some((other) => other[key] === entry[key]);
    const at = (key: string) => {
      const path = ["clusters", index, key];
      return { path: pathText(path), ...source.place(path) };
    };
    if (typeof entry.id === "string" && earlier("id")) {
      mistakes.push({ ...at("id"), found: `${JSON.stringify(entry.id)} a second time`, expected: "an id that no other cluster has" });
    }
    if (accents.some((accent) => accent === entry.accent) && free.length > 0 && earlier("accent")) {
      mistakes.push({ ...at("accent"), found: `${String(entry.accent)} a second time`, expected: `an accent that is free: ${free.join(", ")}` });
    }
    return mistakes;
  });
}
