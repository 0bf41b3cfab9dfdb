import { CastorError } from "../problem";
import type { Matcher } from "./matcher";
import { unescaped } from "./matcher-text";
import { utf8Matchers } from "./parse-matcher-utf8";

// The white space of Go's regular expressions, in which Alertmanager says what a matcher is.
const form = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([\s\S]*?)[\t\n\f\r ]*$/;
const closed = /^"((?:[^"\\]|\\[\s\S])*)"$/;
const bare = /^(?:[^"\\]|\\[\s\S])*\\?$/;

const refused = (text: string) => new CastorError("invalid", `“${text.slice(0, 80)}” is not a matcher: write label="value", with = != =~ or !~.`);

/**
 * Reads one matcher as people write it: `name="value"`, `name=~value`, and `"any name"="value"` as newer
 * Alertmanagers have it. Throws `invalid` with the reason.
 */
export function parseMatcher(text: string): Matcher {
  if (text.startsWith("{") || text.endsWith("}")) throw new CastorError("invalid", `“${text.slice(0, 80)}”: one matcher has no braces around it; a value that ends with one needs quotes.`);
  const found = classicMatcher(text) ?? (utf8Matchers(text)?.length === 1 ? utf8Matchers(text)?.[0] : undefined);
  if (found !== undefined) return found;
  const name = form.exec(text)?.[1];
  throw name === undefined ? refused(text) : new CastorError("invalid", `The value of ${name} has a quotation mark too many or too few.`);
}

/** Reads several, with or without braces around them: `{a="b",c=~"d"}`. Throws `invalid` with the reason. */
export function parseMatchers(text: string): readonly Matcher[] {
  const found = classicMatchers(text) ?? utf8Matchers(text);
  if (found === undefined) throw refused(text);
  return found;
}

/** The form that every Alertmanager reads; where both forms can be read it is the one that counts. */
function classicMatcher(text: string): Matcher | undefined {
  const [, name, operator = "", written = ""] = form.exec(text) ?? [];
  const value = closed.exec(written)?.[1] ?? (bare.test(written) && !written.startsWith('"') ? written : undefined);
  if (name === undefined || value === undefined) return undefined;
  return { name, value: unescaped(value), isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") };
}

function classicMatchers(text: string): readonly Matcher[] | undefined {
  const inside = text.replace(/^\{/, "").replace(/\}$/, "");
  const tokens: string[] = [];
  let [start, quotes, escaped] = [0, false, false];
  for (let at = 0; at < inside.length; at += 1) {
    const character = inside.charAt(at);
    if (character === "," && !quotes) {
      tokens.push(inside.slice(start, at));
      start = at + 1;
    } else if (character === '"' && !escaped) quotes = !quotes;
    escaped = character === "\\" && !escaped;
  }
  if (inside.slice(start).trim() !== "") tokens.push(inside.slice(start).trim());
  const found = tokens.map(classicMatcher);
  return found.some((matcher) => matcher === undefined) ? undefined : found.filter((matcher) => matcher !== undefined);
}
