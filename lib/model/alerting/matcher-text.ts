import type { Matcher } from "./matcher";

/** The operator of a matcher as it is written. */
export function operatorOf({ isRegex, isEqual }: Pick<Matcher, "isRegex" | "isEqual">): "=" | "!=" | "=~" | "!~" {
  if (isRegex) return isEqual ? "=~" : "!~";
  return isEqual ? "=" : "!=";
}

/** A label name that needs no quotes. */
export const classicName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** A text in quotes, with what must be escaped in Alertmanager's matchers escaped. */
export const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`;

/** The opposite of the escapes: a backslash before any other character stands for itself. */
export const unescaped = (text: string): string => text.replace(/\\([\\"n])/g, (_, character: string) => (character === "n" ? "\n" : character));

/** A matcher as people and amtool write it, with every character of its value kept: `namespace=~"p47-.*"`. */
export function formatMatcher(matcher: Matcher): string {
  const name = classicName.test(matcher.name) ? matcher.name : quoted(matcher.name);
  return `${name}${operatorOf(matcher)}${quoted(matcher.value)}`;
}

/** Several of them, as in a PromQL selector: `{alertname="A", namespace="b"}`. */
export const formatMatchers = (matchers: readonly Matcher[]): string => `{${matchers.map(formatMatcher).join(", ")}}`;

/** Whether two matchers are the same condition in the same spelling. */
export const sameMatcher = (a: Matcher, b: Matcher): boolean => a.name === b.name && a.value === b.value && a.isRegex === b.isRegex && a.isEqual === b.isEqual;
