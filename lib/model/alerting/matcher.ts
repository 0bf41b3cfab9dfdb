import { RE2JS } from "re2js";
import { CastorError } from "../problem";

export * from "./matcher-text";

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

/** RE2 spells out `x{1000}`: what a pattern may grow to, in characters, so that none takes seconds to compile. */
const longestExpansion = 100_000;

/**
 * A matcher made ready. Regular expressions are RE2's, anchored at both ends and case-sensitive, as
 * Alertmanager's are. Throws `invalid` with the reason where one does not compile.
 */
export function compileMatcher({ name, value, isRegex, isEqual }: Matcher): Predicate {
  if (!isRegex) return (labels) => (valueOf(labels, name) === value) === isEqual;
  const pattern = compilePattern(value);
  return (labels) => pattern(valueOf(labels, name)) === isEqual;
}

/** All of the matchers together; none match everything. */
export function compileMatchers(matchers: readonly Matcher[]): Predicate {
  const compiled = matchers.map(compileMatcher);
  return (labels) => compiled.every((holds) => holds(labels));
}

/** What a label says, whatever its name; the empty string where it is missing. */
export const valueOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

/** A whole text against a regular expression of Alertmanager's: `^(?:pattern)$`, in which a dot is no line break. */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length > longestPattern) throw new CastorError("invalid", `The regular expression is longer than ${longestPattern} characters.`);
  if (pattern.length * greatestRepeat(pattern) > longestExpansion) throw new CastorError("invalid", `“${pattern.slice(0, 80)}” repeats too much to be tried.`);
  try {
    const compiled = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => compiled.test(text);
  } catch (error) {
    throw new CastorError("invalid", `“${pattern.slice(0, 80)}” is not a regular expression that Alertmanager takes: ${error instanceof Error ? error.message : "it does not compile"}.`);
  }
}

function greatestRepeat(pattern: string): number {
  let greatest = 1;
  for (const [, least, most] of pattern.matchAll(/\{(\d{1,4})(?:,(\d{0,4}))?\}/g)) greatest = Math.max(greatest, Number(least), Number(most ?? 0));
  return greatest;
}
