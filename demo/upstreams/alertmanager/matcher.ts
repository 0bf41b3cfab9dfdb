import { RE2JS } from "re2js";
import { Refusal } from "../../exchange";
import type { Labels } from "../../series";

/** One matcher, as Alertmanager's API v2 writes it. */
export interface AlertMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

const kinds: Readonly<Record<string, { isRegex: boolean; isEqual: boolean }>> = {
  "=": { isRegex: false, isEqual: true },
  "!=": { isRegex: false, isEqual: false },
  "=~": { isRegex: true, isEqual: true },
  "!~": { isRegex: true, isEqual: false },
};

const quotedName = /^\s*"((?:[^"\\]|\\.)*)"\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/;
const plainName = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/;

/** Reads the form `name="value"`, quotes optional, with or without quotes around the name; refuses anything else with 400. */
export function parseMatcher(text: string): AlertMatcher {
  const quoted = quotedName.exec(text);
  const [, name, operator, raw] = quoted ?? plainName.exec(text) ?? [];
  const kind = kinds[operator ?? ""];
  if (name === undefined || raw === undefined || kind === undefined) throw new Refusal(400, `bad matcher format: ${text}`);
  return checked({ name: quoted === null ? name : unescaped(name), value: valueOf(raw, text), ...kind });
}

/** A value with or without quotes; a quote inside must be escaped. */
function valueOf(raw: string, text: string): string {
  const quoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') && !/(?:^|[^\\])(?:\\\\)*\\"$/.test(raw);
  const inner = quoted ? raw.slice(1, -1) : raw;
  if (/(?:^|[^\\])(?:\\\\)*"/.test(inner)) throw new Refusal(400, `bad matcher format: ${text}`);
  return unescaped(inner);
}

const unescaped = (text: string) => text.replace(/\\(["\\n])/g, (_whole, sign: string) => (sign === "n" ? "\n" : sign));

/** Refuses a matcher whose regular expression cannot be read. */
export function checked(matcher: AlertMatcher): AlertMatcher {
  if (matcher.isRegex) pattern(matcher.value);
  return matcher;
}

const known = new Map<string, (text: string) => boolean>();

/** A regular expression of Alertmanager: RE2's, anchored at both ends. Refuses with 400 what does not compile. */
export function pattern(source: string): (text: string) => boolean {
  let test = known.get(source);
  if (test !== undefined) return test;
  try {
    const compiled = RE2JS.compile(`^(?:${source})$`);
    test = (text) => compiled.test(text);
  } catch (error) {
    throw new Refusal(400, error instanceof Error ? error.message : "bad regular expression");
  }
  if (known.size > 5_000) known.clear();
  known.set(source, test);
  return test;
}

/** Whether labels satisfy a matcher; a missing label is the empty string. */
export function matches({ name, value, isRegex, isEqual }: AlertMatcher, labels: Labels): boolean {
  const actual = labels[name] ?? "";
  return (isRegex ? pattern(value)(actual) : actual === value) === isEqual;
}

/** Whether labels satisfy all of the matchers. */
export const matchesAll = (matchers: readonly AlertMatcher[], labels: Labels): boolean => matchers.every((matcher) => matches(matcher, labels));

/** A matcher as it is written in a configuration. */
export function writeMatcher({ name, value, isRegex, isEqual }: AlertMatcher): string {
  return `${name}${isEqual ? (isRegex ? "=~" : "=") : isRegex ? "!~" : "!="}"${value.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}
