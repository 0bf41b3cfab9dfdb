import { severities, type Severity } from "@/lib/model/alert";
import { alertStates, type AlertState } from "@/lib/model/alerting/alert";
import { filterTerms, hasTerm, matcherTerm, withoutTerm, withTerm, type FilterTerm } from "@/lib/model/alerting/filter-terms";

/** The quick choices are terms of the filter like any other: these functions read them out of the text and write them back. */

const named: readonly Severity[] = severities.filter((severity) => severity !== "other");
const others = matcherTerm({ name: "severity", value: named.join("|"), isRegex: true, isEqual: false });

const matcherOf = (chosen: readonly string[]) => matcherTerm({ name: "severity", value: chosen.join("|"), isRegex: chosen.length > 1, isEqual: true });

function severitiesOf(term: FilterTerm): readonly Severity[] {
  if (term.kind !== "matcher" || term.matcher.name !== "severity" || !term.matcher.isEqual) return [];
  const words = term.matcher.isRegex ? term.matcher.value.split("|") : [term.matcher.value];
  return words.every((word) => named.includes(word as Severity)) ? (words as Severity[]) : [];
}

/** The severities that the filter asks for. */
export function chosenSeverities(filter: string): readonly Severity[] {
  return [...new Set([...filterTerms(filter).flatMap(severitiesOf), ...(hasTerm(filter, others) ? (["other"] as const) : [])])];
}

/** The filter after somebody chose a severity, or chose it again. What has no well-known severity stands alone. */
export function toggleSeverity(filter: string, severity: Severity): string {
  const chosen = chosenSeverities(filter);
  const without = [...filterTerms(filter)].reverse().reduce((text, term) => (severitiesOf(term).length > 0 ? `${text.slice(0, term.from).trimEnd()} ${text.slice(term.to).trimStart()}`.trim() : text), filter);
  const bare = withoutTerm(without, others);
  if (severity === "other") return chosen.includes("other") ? bare : withTerm(bare, others);
  const next = named.filter((one) => (one === severity) !== chosen.includes(one));
  return next.length === 0 ? bare : withTerm(bare, matcherOf(next));
}

const statesOf = (term: FilterTerm): readonly AlertState[] => (term.kind === "condition" && term.condition.on === "state" && term.condition.isEqual ? term.condition.states : []);

/** The states that the filter asks for. */
export function chosenStates(filter: string): readonly AlertState[] {
  return [...new Set(filterTerms(filter).flatMap(statesOf))];
}

/** The filter after somebody chose a state, or chose it again. */
export function toggleState(filter: string, state: AlertState): string {
  const chosen = chosenStates(filter);
  const bare = [...filterTerms(filter)].reverse().reduce((text, term) => (statesOf(term).length > 0 ? `${text.slice(0, term.from).trimEnd()} ${text.slice(term.to).trimStart()}`.trim() : text), filter);
  const next = alertStates.filter((one) => (one === state) !== chosen.includes(one));
  return next.length === 0 ? bare : withTerm(bare, `@state=${next.join(",")}`);
}

/** What nobody has taken on. */
export const unacknowledged = "@ack=no";

/** The filter with a term that it did not have, or without it. */
export const toggleTerm = (filter: string, term: string): string => (hasTerm(filter, term) ? withoutTerm(filter, term) : withTerm(filter, term));
