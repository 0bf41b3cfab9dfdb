import { isCastorCookie } from "./castor-cookie";

/**
 * A tool's `Set-Cookie` as its own hostname may have it: without `Domain`, which would send it to Castor and to
 * every other tool; undefined where it would set a cookie of Castor's.
 */
export function toolCookie(line: string): string | undefined {
  if (isCastorCookie(line)) return undefined;
  if (!/domain/i.test(line)) return line;
  const [pair, ...attributes] = line.split(";");
  return [pair, ...attributes.filter((attribute) => !/^\s*domain\s*(?:=|$)/i.test(attribute))].join(";");
}
