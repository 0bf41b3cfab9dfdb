import { CastorError } from "../problem";
import type { Labels, Matcher } from "./matcher";
import { filterTerms, labelTerm } from "./filter-terms";
import { operatorOf } from "./matcher-text";
import { parseMatchers } from "./parse-matcher";

/** More than any alert carries. */
const mostLabels = 100;
const [longestName, longestValue] = [1_024, 8_192];

/** Labels as a person types them, and what of the text was left out, each in a sentence. */
export interface TypedLabels {
  readonly labels: Labels;
  readonly mistakes: readonly string[];
}

/**
 * Reads the labels of an alert that somebody thinks of: `alertname=Foo namespace="a b"`, or as they are
 * copied from elsewhere: `{alertname="Foo", namespace="a b"}`. Never throws.
 */
export function typedLabels(text: string): TypedLabels {
  const mistakes: string[] = [];
  const labels = new Map<string, string>();
  for (const { name, value, ...kind } of text.trimStart().startsWith("{") ? braced(text, mistakes) : spaced(text, mistakes)) {
    const operator = operatorOf(kind);
    if (operator !== "=") mistakes.push(`An alert has values, not conditions: write ${name}= instead of ${name}${operator}.`);
    else if (labels.has(name)) mistakes.push(`${name} is there twice; the first one counts.`);
    else labels.set(name, value);
  }
  return { labels: Object.fromEntries([...labels].filter(([, value]) => value !== "")), mistakes };
}

function spaced(text: string, mistakes: string[]): readonly Matcher[] {
  return filterTerms(text).flatMap((term): readonly Matcher[] => {
    if (term.kind === "matcher") return [term.matcher];
    const written = text.slice(term.from, term.to);
    mistakes.push(`“${written.length > 60 ? `${written.slice(0, 60)}…` : written}” is no label with its value yet: write label=value${/^\w+=$/.test(written) ? "" : ', in quotes where the value has spaces: label="two words"'}.`);
    return [];
  });
}

function braced(text: string, mistakes: string[]): readonly Matcher[] {
  try {
    return parseMatchers(text.trim());
  } catch {
    mistakes.push('These are not labels as Alertmanager writes them: {alertname="Foo", namespace="bar"}.');
    return [];
  }
}

/** The labels of an alert as a text that {@link typedLabels} reads back, the name of the alert first. */
export function labelsText(labels: Labels): string {
  const order = (name: string) => (name === "alertname" ? 0 : name === "severity" ? 1 : 2);
  return Object.entries(labels)
    .sort(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))
    .map(([name, value]) => labelTerm(name, value))
    .join(" ");
}

/** What an explanation of routing is asked with; `alert` is the id of the alert itself, where it is one. */
export interface ExplainAsked {
  readonly labels: Labels;
  readonly alert?: string;
}

const refuse = (sentence: string): never => {
  throw new CastorError("invalid", sentence);
};

/** Reads the body `{labels, alert?}` of such a question. Throws `invalid` with a sentence. */
export function readExplainAsked(body: unknown): ExplainAsked {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return refuse('Ask with an object: {"labels": {"alertname": "Foo"}}.');
  const { labels, alert } = body as { readonly labels?: unknown; readonly alert?: unknown };
  const stranger = Object.keys(body).find((field) => field !== "labels" && field !== "alert");
  if (stranger !== undefined) return refuse(`There is no field “${stranger.slice(0, 60)}”: there are labels and alert.`);
  if (typeof labels !== "object" || labels === null || Array.isArray(labels)) return refuse("The labels are an object of names and values.");
  const pairs = Object.entries(labels as Record<string, unknown>);
  if (pairs.length > mostLabels) return refuse(`An alert has at most ${mostLabels} labels here.`);
  for (const [name, value] of pairs) {
    if (name === "" || name.length > longestName) return refuse("Each label has a name of ordinary length.");
    if (typeof value !== "string" || value.length > longestValue) return refuse(`The value of ${name.slice(0, 60)} is not a text of at most ${longestValue} characters.`);
  }
  if (alert !== undefined && (typeof alert !== "string" || !/^[0-9a-f]{16}$/.test(alert))) return refuse("That cannot be the id of an alert: 16 hexadecimal digits.");
  return { labels: labels as Labels, ...(alert === undefined ? {} : { alert }) };
}
