/** `castor.…`, with or without the prefixes that browsers give a meaning: a cookie of Castor's, which no tool may read or set. */
const own = /^(?:__Host-|__Secure-)?castor\./i;

const mentioned = /castor\./i;

/** A browser's cookies without Castor's; undefined where none remain. */
export function withoutCastorCookies(header: string): string | undefined {
  if (!mentioned.test(header)) return header;
  const others = header.split(";").filter((pair) => !isCastorCookie(pair));
  const rest = others.join(";").trim();
  return rest === "" ? undefined : rest;
}

/**
 * Whether this pair of a `Cookie` or `Set-Cookie` header is Castor's. A cookie without a name, `=castor.session=x`,
 * comes back from browsers as `castor.session=x` and counts as well.
 */
export function isCastorCookie(pair: string): boolean {
  return own.test(pair.replace(/^[\s=]+/, ""));
}
