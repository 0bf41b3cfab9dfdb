import { Refusal } from "../../exchange";
import { compilePattern } from "../../promql/pattern";
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

/** Reads the classic form `name="value"`, quotes optional; refuses anything else with 400. */
export function parseMatcher(text: string): AlertMatcher {
  const [, name, operator, raw] = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  const kind = kinds[operator ?? ""];
  if (name === undefined || raw === undefined || kind === undefined) throw new Refusal(400, `bad matcher format: ${text}`);
  const quoted = /^"([\s\S]*)"$/.exec(raw)?.[1];
  if (quoted === undefined && raw.includes('"')) throw new Refusal(400, `bad matcher format: ${text}`);
  const value = (quoted ?? raw).replace(/\\(["\\n])/g, (_whole, sign: string) => (sign === "n" ? "\n" : sign));
  return checked({ name, value, ...kind });
}

/** Refuses a matcher whose regular expression cannot be read. */
export function checked(matcher: AlertMatcher): AlertMatcher {
  if (matcher.isRegex) regex(matcher.value);
  return matcher;
}

/** A regular expression of Alertmanager: anchored at both ends. */
export function regex(source: string): RegExp {
  try {
    return compilePattern(source);
  } catch (error) {
    throw new Refusal(400, error instanceof Error ? error.message : "bad regular expression");
  }
}

/** Whether labels satisfy a matcher; a missing label is the empty string. */
export function matches({ name, value, isRegex, isEqual }: AlertMatcher, labels: Labels): boolean {
  const actual = labels[name] ?? "";
  return (isRegex ? regex(value).test(actual) : actual === value) === isEqual;
}

/** A matcher as it is written in a configuration. */
export function writeMatcher({ name, value, isRegex, isEqual }: AlertMatcher): string {
  return `${name}${isEqual ? (isRegex ? "=~" : "=") : isRegex ? "!~" : "!="}"${value.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n")}"`;
}
