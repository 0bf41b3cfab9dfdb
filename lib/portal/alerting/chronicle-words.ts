import { duration, severities } from "@/lib/model";
import type { Chronicle } from "@/lib/model/alerting";
import { firedBetween } from "@/lib/model/alerting/spells";
import type { Stretch } from "@/lib/store";
import type { Part } from "./chronicle";

interface Told extends Stretch {
  readonly until: number;
  readonly now: number;
  readonly zone: string;
  readonly parts: readonly Part[];
  readonly chart: Chronicle["chart"];
  /** Longest first. */
  readonly busiest: Chronicle["busiest"];
  readonly gaps: readonly Stretch[];
}

const plural = (count: number, one: string, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const called = ({ name, about }: { readonly name: string; readonly about?: string }) => (about === undefined ? name : `${name} on ${about}`);
/** From here on the time alone could mean either day, ms. */
const nearlyADay = 20 * 3_600_000;

/** A moment as people say it: the time, with the day where that alone would not be clear. */
function clock(zone: string, from: number, to: number): (at: number) => string {
  const long = to - from > nearlyADay;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", ...(long ? { weekday: "short", day: "numeric", month: "short" } : {}) });
  return (at) => format.format(at).replace(/,/g, "");
}

/** What happened, in a few sentences: how much, what still goes on, when it was worst, who did something, and what nobody knows. */
export function chronicleWords({ from, to, until, now, zone, parts, chart, busiest, gaps }: Told): readonly string[] {
  const at = clock(zone, from, to);
  const between = `between ${at(from)} and ${at(until)}`;
  const began = parts.filter(({ firings }) => firings.some((firing) => firing.from >= from && firing.from < until));
  const [longest] = busiest;
  const sentences = [first(began.length, between, longest)];
  const going = busiest.filter(({ firing }) => firing);
  const critical = going.filter(({ severity }) => severity === "critical").length;
  if (going.length > 0 && to >= now - 5 * 60_000) sentences.push(`${plural(going.length, "alert")} still ${going.length === 1 ? "fires" : "fire"}${critical === 0 ? "" : critical === going.length ? `, critical` : `, ${critical} of them critical`}.`);
  const peak = peakOf(chart);
  if (peak !== undefined && peak.count > 1 && began.length > 1) sentences.push(`It was worst at ${at(peak.at)}, when ${peak.count} fired at once.`);
  const often = parts.map((part) => ({ ...part, ...firedBetween(part.firings, from, until) })).sort((a, b) => b.count - a.count)[0];
  if (often !== undefined && often.count >= 3) sentences.push(`${called(often)} fired most often: ${often.count} times.`);
  sentences.push(...deeds(parts));
  const unknown = gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  if (unknown > 0) sentences.push(`Of ${duration(unknown)} of this time nothing is known: Castor was not there, and Prometheus has no figures.`);
  return sentences;
}

function first(count: number, between: string, longest: Chronicle["busiest"][number] | undefined): string {
  if (count === 0) return longest === undefined ? `Nothing fired ${between}.` : `Nothing new began to fire ${between}; ${called(longest)} ${longest.firing ? "fires" : "fired"} since before.`;
  return `${plural(count, "alert")} fired ${between}${longest === undefined ? "" : `; the longest was ${called(longest)} for ${duration(longest.total)}`}.`;
}

function peakOf({ times, lines }: Chronicle["chart"]): { readonly at: number; readonly count: number } | undefined {
  const sums = times.map((at, index) => ({ at, count: severities.reduce((sum, severity) => sum + (lines[severity][index] ?? 0), 0) }));
  return sums.reduce<(typeof sums)[number] | undefined>((best, one) => (best === undefined || one.count > best.count ? one : best), undefined);
}

/** Who acknowledged and silenced how many alerts; the busiest three. */
function deeds(parts: readonly Part[]): readonly string[] {
  const by = new Map<string, { acknowledged: Set<string>; silenced: Set<string> }>();
  for (const { alert, kind, by: who } of parts.flatMap(({ transitions }) => transitions)) {
    if (who === undefined || (kind !== "acknowledged" && kind !== "silenced")) continue;
    const found = by.get(who) ?? { acknowledged: new Set(), silenced: new Set() };
    by.set(who, found);
    found[kind].add(alert);
  }
  const most = [...by].sort(([, a], [, b]) => b.acknowledged.size + b.silenced.size - a.acknowledged.size - a.silenced.size).slice(0, 3);
  return most.map(([who, { acknowledged, silenced }]) => {
    const did = [...(acknowledged.size > 0 ? [`acknowledged ${plural(acknowledged.size, "alert")}`] : []), ...(silenced.size > 0 ? [`silenced ${plural(silenced.size, "alert")}`] : [])];
    return `${who} ${did.join(" and ")}.`;
  });
}
