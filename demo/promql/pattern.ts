import { QueryError } from "./query-error";

/** RE2 syntax that JavaScript reads differently or not at all; refused, never guessed. */
const foreign = /\\[AzQECpP]|\[\[:|\(\?P>|\(\?[a-zA-Z-]+:/;
/** JavaScript syntax that RE2 has not. */
const beyond = /\(\?(?:[=!]|<[=!])|\\[1-9k]|\\c/;

/**
 * A pattern of Prometheus (RE2, anchored at both ends) as a JavaScript one. What the two
 * understand differently is refused. The demo is its own only client, so a pattern that
 * backtracks for long harms nobody.
 */
export function compilePattern(source: string): RegExp {
  const flags = /^\(\?([is]+)\)/.exec(source);
  const body = (flags ? source.slice(flags[0].length) : source).replaceAll("(?P<", "(?<");
  if (beyond.test(body)) throw new QueryError("bad_data", `error parsing regexp: invalid or unsupported Perl syntax: \`${source}\``);
  if (foreign.test(body)) throw new QueryError("bad_data", `regular expression \`${source}\` uses syntax that is not supported by the demo`);
  try {
    return new RegExp(`^(?:${body})$`, flags?.[1] ?? "");
  } catch {
    throw new QueryError("bad_data", `error parsing regexp: \`${source}\``);
  }
}

/** Fills `$1`, `${name}` and `$$` of a replacement from a match, as Go's `Regexp.Expand` does. */
export function expandTemplate(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, bare: string | undefined, braced: string | undefined) => {
    const name = bare ?? braced;
    if (name === undefined) return "$";
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? "";
  });
}
