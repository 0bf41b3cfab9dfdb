import type { Matcher } from "@/lib/model/alerting/matcher";

/** The four operators as they are written, with what each means to a person. */
export const operators = { "=": "is", "!=": "is not", "=~": "matches", "!~": "does not match" } as const;
export type Operator = keyof typeof operators;

export const operatorOf = ({ isRegex, isEqual }: Pick<Matcher, "isRegex" | "isEqual">): Operator => (isRegex ? (isEqual ? "=~" : "!~") : isEqual ? "=" : "!=");

export const withOperator = (matcher: Matcher, operator: Operator): Matcher => ({ ...matcher, isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") });

const plainName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`;

/** A matcher as people write it. The Model's own function would bring the regular expressions' engine into the browser. */
export const matcherText = (matcher: Matcher): string => `${plainName.test(matcher.name) ? matcher.name : quoted(matcher.name)}${operatorOf(matcher)}${quoted(matcher.value)}`;

export const sameText = (a: readonly Matcher[], b: readonly Matcher[]): boolean => {
  const [left, right] = [new Set(a.map(matcherText)), new Set(b.map(matcherText))];
  return left.size === right.size && [...left].every((text) => right.has(text));
};
