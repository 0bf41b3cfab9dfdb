import type { Labels, Matcher } from "../series";
import { compilePattern } from "./pattern";

const patterns = new Map<string, RegExp>();

function pattern(source: string): RegExp {
  let compiled = patterns.get(source);
  if (!compiled) {
    compiled = compilePattern(source);
    if (patterns.size > 1000) patterns.clear();
    patterns.set(source, compiled);
  }
  return compiled;
}

/** Whether a label's value satisfies the matcher; a label that is not there has the empty value. */
export function matchesValue(matcher: Matcher, value: string): boolean {
  switch (matcher.op) {
    case "=":
      return value === matcher.value;
    case "!=":
      return value !== matcher.value;
    case "=~":
      return pattern(matcher.value).test(value);
    case "!~":
      return !pattern(matcher.value).test(value);
  }
}

/** Whether a series satisfies all matchers of a selector. Bad patterns throw a QueryError. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matchesValue(matcher, labels[matcher.name] ?? ""));
}
