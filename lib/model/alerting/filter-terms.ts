import { opposite, readCondition, type Condition } from "./filter-conditions";
import type { Matcher } from "./matcher";
import { classicName, operatorOf, quoted, unescaped } from "./matcher-text";

/** One term of a filter, and where it stands in the text. */
export type FilterTerm = { readonly from: number; readonly to: number } & (
  | { readonly kind: "matcher"; readonly matcher: Matcher }
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "text"; readonly text: string; readonly negated: boolean }
  /** Left out; `mistake` says why in a sentence. */
  | { readonly kind: "wrong"; readonly mistake: string }
);

/** More than this is not a person's filter. */
const longest = 8_000;
const most = 100;

const shape = /^(@?[a-zA-Z_:][a-zA-Z0-9_:]*|"(?:[^"\\]|\\[\s\S])*")(=~|!~|!=|>=|<=|=|>|<)([\s\S]*)$/;

/** Takes a filter apart. Needs no regular expressions of Alertmanager's, so that a browser can do it at each keystroke. */
export function filterTerms(text: string): readonly FilterTerm[] {
  const terms: FilterTerm[] = [];
  const end = Math.min(text.length, longest);
  for (let at = 0; at < end; ) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    if (terms.length === most) {
      terms.push({ from: at, to: text.length, kind: "wrong", mistake: `A filter has at most ${most} terms; the rest is left out.` });
      return terms;
    }
    const to = endOfTerm(text, at);
    terms.push({ from: at, to, ...readTerm(text.slice(at, to)) });
    at = to;
  }
  if (text.length > longest) terms.push({ from: longest, to: text.length, kind: "wrong", mistake: `A filter has at most ${longest} characters; the rest is left out.` });
  return terms;
}

/** A quotation mark counts where a term or its value begins; elsewhere it is a character like any other. */
function endOfTerm(text: string, from: number): number {
  const start = from + (/^[-!]"/.test(text.slice(from, from + 2)) ? 1 : 0);
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/\s/.test(character)) return at;
    if (character !== '"' || (at !== start && !/[=~<>]/.test(text.charAt(at - 1)))) continue;
    for (at += 1; at < text.length && text.charAt(at) !== '"'; at += 1) if (text.charAt(at) === "\\") at += 1;
  }
  return text.length;
}

type Read = FilterTerm extends infer Term ? (Term extends FilterTerm ? Omit<Term, "from" | "to"> : never) : never;

const wrong = (mistake: string): Read => ({ kind: "wrong", mistake });
const short = (text: string) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

function readTerm(raw: string): Read {
  const negated = /^[-!](?![=~])/.test(raw);
  const term = negated ? raw.slice(1) : raw;
  const [, name = "", operator = "", written = ""] = shape.exec(term) ?? [];
  const compares = operator.startsWith(">") || operator.startsWith("<");
  if (name !== "" && (name.startsWith("@") || !compares)) {
    const value = readValue(written);
    if (value === undefined) return wrong(`${short(raw)}: the value has a quotation mark too many or too few.`);
    if (name.startsWith("@")) return readAt(name.slice(1), operator, value, negated);
    if (written === "") return wrong(`${short(raw)} has no value yet; ${name}${operator}"" asks for alerts without that label.`);
    return readMatcher(name.startsWith('"') ? unescaped(name.slice(1, -1)) : name, operator, value, negated);
  }
  if (term.startsWith("@")) return readAt(term.slice(1), "", "", false);
  if (/^[=!~<>]/.test(term)) return wrong(`${short(raw)} has no label before it: write label, operator and value without spaces, as in severity=critical.`);
  if (/^\{.*[=~]/.test(term)) return wrong(`${short(raw)}: write matchers without braces and commas, one after another.`);
  const value = readValue(term);
  if (value === undefined) return wrong(`${short(raw)} has a quotation mark too many or too few.`);
  if (value.trim() === "") return wrong(`${short(raw)} is empty: write a word to look for.`);
  return { kind: "text", text: value, negated };
}

function readMatcher(name: string, operator: string, value: string, negated: boolean): Read {
  if (name === "") return wrong("A label's name can't be empty.");
  return { kind: "matcher", matcher: { name, value, isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") !== negated } };
}

function readAt(name: string, operator: string, value: string, negated: boolean): Read {
  const condition = readCondition(name, operator, value);
  if (typeof condition === "string") return wrong(condition);
  return { kind: "condition", condition: negated ? opposite(condition) : condition };
}

function readValue(written: string): string | undefined {
  if (!written.startsWith('"')) return written.includes('"') ? undefined : unescaped(written);
  const inside = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(written)?.[1];
  return inside === undefined ? undefined : unescaped(inside);
}

const plain = /^[\p{L}\p{N}_.:/@%+*|()[\]{}^$?,;#&-]+$/u;

/** A value as it stands in a filter: in quotes only where it must be. */
export const filterValue = (value: string): string => (plain.test(value) ? value : quoted(value));

/** A matcher as a term of a filter. */
export const matcherTerm = (matcher: Matcher): string => `${classicName.test(matcher.name) ? matcher.name : quoted(matcher.name)}${operatorOf(matcher)}${filterValue(matcher.value)}`;

/** A label and its value as a term: what a person means who clicks them. */
export const labelTerm = (name: string, value: string, isEqual = true): string => matcherTerm({ name, value, isRegex: false, isEqual });

/** A filter with one more term; as it was where it has that term already. */
export function withTerm(text: string, term: string): string {
  return hasTerm(text, term) ? text : `${text.trimEnd()} ${term}`.trimStart();
}

/** A filter without a term, however often and however spelled it stands there. */
export function withoutTerm(text: string, term: string): string {
  const meant = meaning(term);
  let rest = text;
  for (const found of [...filterTerms(text)].reverse()) {
    if (meaningOf(found, text) === meant) rest = `${rest.slice(0, found.from).trimEnd()} ${rest.slice(found.to).trimStart()}`;
  }
  return rest === text ? text : rest.trim();
}

/** Whether a filter has a term, however it is spelled there. */
export function hasTerm(text: string, term: string): boolean {
  const meant = meaning(term);
  return filterTerms(text).some((found) => meaningOf(found, text) === meant);
}

const meaning = (term: string) => filterTerms(term).map((found) => meaningOf(found, term)).join(" ");

function meaningOf(term: FilterTerm, text: string): string {
  if (term.kind === "matcher") return JSON.stringify([term.matcher.name, operatorOf(term.matcher), term.matcher.value]);
  if (term.kind === "condition") return JSON.stringify(term.condition);
  if (term.kind === "text") return JSON.stringify([term.negated, term.text]);
  return text.slice(term.from, term.to);
}
