import type { Triage } from "@/lib/model/alerting/triage";
import { many } from "./words";

const numerals = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
const counted = (count: number) => numerals[count] ?? count.toLocaleString("en");

/** What bears on how things are beside the alerts themselves. */
export interface Sight {
  /** A filter or a choice of clusters narrows what is shown. */
  readonly narrowed: boolean;
  /** Titles of clusters of which nothing fresh is known. */
  readonly unseen: readonly string[];
}

/** How things are, in a sentence without its full stop: the page's heading. It never says that all is quiet where Castor cannot see. */
export function triageSentence(triage: Triage | undefined, { narrowed, unseen }: Sight): string {
  if (triage === undefined) return "Looking at the alerts…";
  const open = triage.groups.filter(({ state, acknowledged, counts }) => state === "firing" && acknowledged.count < counts.firing);
  const urgent = open.filter(({ severity }) => severity === "critical");
  // Groups come worst first: where the last that came is urgent, those that did not come may be, too.
  const more = triage.groups.length < triage.total && triage.groups.at(-1)?.severity === "critical" && triage.groups.at(-1)?.state === "firing";
  const least = more ? "At least " : "";
  const needs = urgent.length === 1 && !more ? "needs" : "need";
  if (narrowed) {
    if (triage.total === 0) return "Nothing matches";
    const match = `${counted(triage.total)} ${triage.total === 1 ? "cause matches" : "causes match"}`;
    return urgent.length === 0 ? match : `${match}, ${`${least}${counted(urgent.length)}`.toLowerCase()} ${needs} you`;
  }
  if (urgent.length > 0) return `${least}${least === "" ? counted(urgent.length) : counted(urgent.length).toLowerCase()} ${urgent.length === 1 && !more ? "cause" : "causes"} ${needs} you`;
  const warnings = open.filter(({ severity }) => severity === "warning");
  if (warnings.length > 0) return `Nothing is urgent, ${counted(warnings.length).toLowerCase()} ${warnings.length === 1 ? "cause" : "causes"} to look at`;
  if (unseen.length > 0) return `Nothing is known to fire, but ${unseen.length === 1 ? `${unseen.join("")} is` : `${unseen.length} clusters are`} out of sight`;
  if (triage.counts.firing > 0 && open.length === 0) return "Everything that fires is taken";
  return "All is quiet";
}

/** How many alerts there are in each state, in a sentence; the firing ones by severity. */
export function countsSentence({ counts, severities }: Pick<Triage, "counts" | "severities">): string {
  const named = (["critical", "warning", "info", "other"] as const).flatMap((severity) => (severities[severity] > 0 ? [`${severities[severity].toLocaleString("en")} ${severity}`] : []));
  const firing = counts.firing === 0 ? "No alert fires" : `${many(counts.firing, "alert fires", "alerts fire")}${named.length === 0 ? "" : `: ${named.join(", ")}`}`;
  const rest = [
    ...(counts.pending > 0 ? [`${counts.pending.toLocaleString("en")} pending`] : []),
    ...(counts.suppressed > 0 ? [`${counts.suppressed.toLocaleString("en")} suppressed`] : []),
    ...(counts.resolved > 0 ? [`${counts.resolved.toLocaleString("en")} resolved lately`] : []),
  ];
  return [firing, ...rest].join(" · ");
}
