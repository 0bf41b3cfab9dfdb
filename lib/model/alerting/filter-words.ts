import { conditionWords, stateWords, suppressors } from "./filter-conditions";
import { filterTerms, filterValue, labelTerm } from "./filter-terms";
import { classicName, quoted, unescaped } from "./matcher-text";
import type { FilterVocabulary } from "./triage";

/** One thing that the filter field offers: `insert` takes the place from `from` to `to`. */
export interface CompletionOption {
  readonly insert: string;
  /** What a person reads. */
  readonly label: string;
  /** What it is, or how many alerts have it. */
  readonly detail?: string;
}

export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

type Counted = readonly (readonly [value: string, count?: number])[];

const most = 50;
const operators = [
  ["=", "is"],
  ["!=", "is not"],
  ["=~", "matches"],
  ["!~", "does not match"],
] as const;

/** What may be written where the cursor stands in a filter: labels, operators, values, the words with `@`. Never throws. */
export function completions(text: string, cursor: number, vocabulary: FilterVocabulary): Completions {
  const at = Math.max(0, Math.min(cursor, text.length));
  const term = filterTerms(text).find(({ from, to }) => from < at && at <= to);
  const from = term?.from ?? at;
  const to = term?.to ?? at;
  const sign = /^[-!](?![=~])/.exec(text.slice(from, at))?.[0] ?? "";
  const start = from + sign.length;
  const typed = text.slice(start, at);
  const [, name = "", operator = "", written = ""] = /^(@?[a-zA-Z_:][a-zA-Z0-9_:]*|"(?:[^"\\]|\\[\s\S])*")(=~|!~|!=|>=|<=|=|>|<|!)([\s\S]*)$/.exec(typed) ?? [];
  if (name === "") return { from: start, to, options: names(typed, vocabulary, sign !== "") };
  if (operator === "!") return { from: start, to, options: operatorOptions(name, operator) };
  const valueFrom = start + name.length + operator.length;
  const space = to >= text.length ? " " : "";
  const values = valuesOf(name, vocabulary).map(([value, count]): CompletionOption & { readonly value: string } => ({ value, insert: `${filterValue(value)}${space}`, label: value === "" ? '""' : value, ...(count === undefined ? {} : { detail: counted(count) }) }));
  return { from: valueFrom, to, options: matching(values, ({ value }) => value, unescaped(written.replace(/^"/, "").replace(/"$/, ""))).map(({ insert, label, detail }) => ({ insert, label, ...(detail === undefined ? {} : { detail }) })) };
}

const counted = (count: number) => `${count} ${count === 1 ? "alert" : "alerts"}`;

function names(typed: string, vocabulary: FilterVocabulary, negated: boolean): readonly CompletionOption[] {
  const words = Object.entries(conditionWords).map(([word, { operators: [operator], meaning }]): CompletionOption => ({ insert: `@${word}${operator}`, label: `@${word}`, detail: meaning }));
  if (typed.startsWith("@")) return matching(words, ({ label }) => label, typed);
  const labels = vocabulary.labels.map(({ name, values }): CompletionOption => ({ insert: `${classicName.test(name) ? name : quoted(name)}=`, label: name, detail: `${values.length} ${values.length === 1 ? "value" : "values"}` }));
  if (typed === "") return [...labels.slice(0, most - words.length), ...words];
  const named = matching(labels, ({ label }) => label, typed);
  const exact = named.find(({ label }) => label === typed);
  const compared = exact === undefined ? [] : operatorOptions(typed, "");
  return [...compared, ...named.filter((option) => option !== exact), ...byValue(typed, vocabulary, negated)].slice(0, most);
}

function operatorOptions(name: string, begun: string): readonly CompletionOption[] {
  return operators.filter(([operator]) => operator.startsWith(begun)).map(([operator, meaning]) => ({ insert: `${name}${operator}`, label: `${name}${operator}`, detail: meaning }));
}

/** Somebody who types "crit" means `severity=critical`. */
function byValue(typed: string, vocabulary: FilterVocabulary, negated: boolean): readonly CompletionOption[] {
  if (typed.length < 2) return [];
  const found = vocabulary.labels.flatMap(({ name, values }) => values.map(([value, count]) => ({ name, value, count }))).filter(({ value }) => value.toLowerCase().includes(typed.toLowerCase()));
  const starts = ({ value }: { readonly value: string }) => Number(value.toLowerCase().startsWith(typed.toLowerCase()));
  return found
    .sort((a, b) => starts(b) - starts(a) || b.count - a.count)
    .slice(0, 12)
    .map(({ name, value, count }) => ({ insert: `${labelTerm(name, value)} `, label: labelTerm(name, value, !negated), detail: counted(count) }));
}

function valuesOf(name: string, { labels, conditions = {} }: FilterVocabulary): Counted {
  if (!name.startsWith("@")) {
    const wanted = name.startsWith('"') ? unescaped(name.slice(1, -1)) : name;
    return labels.find((label) => label.name === wanted)?.values ?? [];
  }
  const known = Object.entries(conditions).find(([word]) => `@${word}` === name)?.[1] ?? [];
  switch (name) {
    case "@state":
      return stateWords.map((word) => [word] as const);
    case "@by":
      return suppressors.map((word) => [word] as const);
    case "@ack":
      return [["yes"], ["no"], ...known];
    case "@age":
      return [["10m"], ["1h"], ["6h"], ["1d"], ["7d"]];
    default:
      return known;
  }
}

/** What begins with the text first, then what contains it; in the order given otherwise. */
function matching<Option>(options: readonly Option[], of: (option: Option) => string, typed: string): readonly Option[] {
  const wanted = typed.toLowerCase();
  const starting = options.filter((option) => of(option).toLowerCase().startsWith(wanted));
  const within = options.filter((option) => !of(option).toLowerCase().startsWith(wanted) && of(option).toLowerCase().includes(wanted));
  return [...starting, ...within].slice(0, most);
}
