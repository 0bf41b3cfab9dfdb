import { CastorError } from "@/lib/model/problem";

/** What never stands in a path: control characters, white space, `\`, and the escapes of `/ \ . NUL %`. */
const refused = /[\u0000-\u0020\u007f\\?#]|%(?:2f|5c|2e|00|25)|%(?![0-9a-f]{2})/i;

function refuse(why: string): never {
  throw new CastorError("invalid", "That name cannot be part of an address.", { detail: why });
}

/**
 * A path with its variable parts escaped: `` path`/api/v1/nodes/${name}` ``. A part is one
 * segment or a piece of one, so it can never climb, add a segment, or start a query.
 */
export function path(literals: TemplateStringsArray, ...parts: readonly string[]): string {
  return literals.reduce((left, literal, index) => {
    const part = parts[index - 1] ?? "";
    if (part === "" || part === "." || part === "..") refuse("an empty or climbing part of a path");
    return `${left}${encodeURIComponent(part)}${literal}`;
  });
}

/** The path under the base's own prefix, checked; `/metrics` under `https://host/prefix/` is `/prefix/metrics`. */
export function joined(base: URL, suffix: string): string {
  if (!suffix.startsWith("/") || refused.test(suffix)) refuse("a path with a refused character or escape");
  const segments = suffix.split("/").slice(1);
  if (segments.some((segment, index) => segment === "." || segment === ".." || (segment === "" && index < segments.length - 1))) {
    refuse("a path with an empty or climbing segment");
  }
  return base.pathname.replace(/\/+$/, "") + suffix;
}

/** A query as pairs; an array repeats its name (`collect[]`, `match[]`, `filter`). Undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** `?a=1&b=2`, or nothing. */
export function queryString(query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) pairs.append(name, one);
  }
  return pairs.size === 0 ? "" : `?${pairs.toString()}`;
}
