import { mergeAlternatives, type ProposedSilence } from "./alternation";
import { listBits } from "./bits";
import { greedyCover } from "./set-cover";
import { labelRank, subjectLabels } from "./label-rank";
import type { Labels, Matcher } from "./matcher";
import { candidatesOf, type Candidate } from "./proposal-candidates";
import { createProposalTable, presentLabels } from "./proposal-table";
import type { SilenceProposal } from "./silence";

interface Labelled {
  readonly id: string;
  readonly labels: Labels;
}

/** It must never be silenced, also while it is missing. */
const watchdog: Labels = { alertname: "Watchdog", severity: "none" };
const isWatchdog = ({ labels }: Pick<Labelled, "labels">) => labels["alertname"] === watchdog["alertname"];

/**
 * The smallest silences, as far as a greedy search finds them, that together cover exactly the selected alerts
 * and none of the others. What comes later is not known yet: a silence also names the alert and its object
 * where all that it covers share them. Values are exact; where silences differ in one value only they become one
 * with an alternation. `always` are labels that every silence must speak of, for people whose rights ask for it.
 */
export function propose(selected: readonly Labelled[], others: readonly Labelled[], always: readonly string[] = []): SilenceProposal {
  const wanted = selected.filter((alert) => !isWatchdog(alert));
  const { rows, ids } = distinct(wanted);
  const mine = new Set(ids.keys());
  const foreign = distinct([...others, ...selected.filter(isWatchdog), { id: "", labels: watchdog }]).rows.filter((labels) => !mine.has(keyOf(labels)));
  const table = createProposalTable(rows, foreign);
  const candidates = candidatesOf(table, always);
  const idsOf = (at: number) => ids.get(keyOf(rows[at] ?? {})) ?? [];
  const silences = greedyCover(candidates).map((candidate): ProposedSilence => {
    const at = listBits(candidate.covers);
    return { matchers: matchersOf(candidate, at.map((one) => rows[one] ?? {})), covers: at.flatMap(idsOf) };
  });
  const proposed = mergeAlternatives(silences, always).toSorted((a, b) => b.covers.length - a.covers.length);
  const covered = new Set(proposed.flatMap(({ covers }) => covers));
  const left = wanted.filter(({ id }) => !covered.has(id));
  return { silences: proposed, selected: selected.map(({ id }) => id), notes: notesOf(selected, left) };
}

const keyOf = (labels: Labels) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

function distinct(alerts: readonly Labelled[]): { readonly rows: readonly Labels[]; readonly ids: ReadonlyMap<string, readonly string[]> } {
  const rows: Labels[] = [];
  const ids = new Map<string, string[]>();
  for (const { id, labels } of alerts) {
    const row = presentLabels(labels);
    const known = ids.get(keyOf(row));
    if (known !== undefined) known.push(id);
    else {
      ids.set(keyOf(row), [id]);
      rows.push(row);
    }
  }
  return { rows, ids };
}

/** The conditions with the alert's name, its namespace and its object beside them, where all that is covered share them. */
function matchersOf({ conditions }: Candidate, covered: readonly Labels[]): readonly Matcher[] {
  const [first = {}] = covered;
  const values = new Map(conditions.map(({ name, value }) => [name, value]));
  const add = (name: string | undefined) => {
    const value = name === undefined ? undefined : first[name];
    if (name === undefined || value === undefined || values.has(name) || labelRank(name, first) > subjectLabels.length + 1) return;
    if (covered.every((labels) => labels[name] === value)) values.set(name, value);
  };
  add("alertname");
  add("namespace");
  if (!subjectLabels.some((name) => values.has(name))) add(subjectLabels.find((name) => first[name] !== undefined && labelRank(name, first) <= subjectLabels.length + 1));
  return [...values]
    .sort(([a], [b]) => labelRank(a, first) - labelRank(b, first) || (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
}

function notesOf(selected: readonly Labelled[], left: readonly Labelled[]): readonly string[] {
  const names = [...new Set(left.map(({ labels }) => labels["alertname"] ?? "an alert without a name"))];
  return [
    ...(selected.some(isWatchdog) ? ["Watchdog is left out: while it is silenced nobody hears that the alerting itself is broken."] : []),
    ...(left.length === 0 ? [] : [`${left.length} of the selected alerts (${names.slice(0, 3).join(", ")}) cannot be told from others by their labels, so nothing is proposed for them.`]),
  ];
}
