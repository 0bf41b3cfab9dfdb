import { RE2JS } from "re2js";
import { CastorError } from "../problem";

/** The labels of an alert; a label that is missing is the empty string to every matcher. */
export type Labels = Readonly<Record<string, string>>;

/** One condition on a label, in the words of Alertmanager's API v2: `=`, `!=`, `=~` and `!~`. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

/** Whether labels fulfil a condition that was read once. */
export type Predicate = (labels: Labels) => boolean;

/** Longer patterns are no person's; RE2 itself bounds the time of those that remain. */
const longestPattern = 4_096;

/**
 * A matcher made ready. Regular expressions are RE2's, anchored at both ends and case-sensitive, as
 * Alertmanager's are. Throws `invalid` with the reason where one does not compile.
 */
export function compileMatcher({ name, value, isRegex, isEqual }: Matcher): Predicate {
  if (!isRegex) return (labels) => ((Object.hasOwn(labels, name) ? labels[name] : "") === value) === isEqual;
  const pattern = regex(value);
  return (labels) => pattern.test((Object.hasOwn(labels, name) ? labels[name] : "") ?? "") === isEqual;
}

/** All of the matchers together; none match everything. */
export function compileMatchers(matchers: readonly Matcher[]): Predicate {
  const compiled = matchers.map(compileMatcher);
  return (labels) => compiled.every((holds) => holds(labels));
}

function regex(value: string): RE2JS {
  if (value.length > longestPattern) throw new CastorError("invalid", `The regular expression is longer than ${longestPattern} characters.`);
  try {
    return RE2JS.compile(`^(?:${value})$`);
  } catch (error) {
    throw new CastorError("invalid", `“${value.slice(0, 80)}” is not a regular expression that Alertmanager takes: ${error instanceof Error ? error.message : "it does not compile"}.`);
  }
}

/** The operator of a matcher as it is written. */
export function operatorOf({ isRegex, isEqual }: Pick<Matcher, "isRegex" | "isEqual">): "=" | "!=" | "=~" | "!~" {
  if (isRegex) return isEqual ? "=~" : "!~";
  return isEqual ? "=" : "!=";
}

const classicName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const escaped = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`;

/** A matcher as people and amtool write it, with every character of its value kept: `namespace=~"p47-.*"`. */
export function formatMatcher(matcher: Matcher): string {
  const name = classicName.test(matcher.name) ? matcher.name : escaped(matcher.name);
  return `${name}${operatorOf(matcher)}${escaped(matcher.value)}`;
}

/** Several of them, as in a PromQL selector: `{alertname="A", namespace="b"}`. */
export const formatMatchers = (matchers: readonly Matcher[]): string => `{${matchers.map(formatMatcher).join(", ")}}`;

/** Whether two matchers are the same condition in the same spelling. */
export const sameMatcher = (a: Matcher, b: Matcher): boolean => a.name === b.name && a.value === b.value && a.isRegex === b.isRegex && a.isEqual === b.isEqual;
