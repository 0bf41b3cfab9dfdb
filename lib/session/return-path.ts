import { decodeFully, isPlainPath } from "@/lib/model/plain-path";
import { readUrl } from "@/lib/model/read-url";

/** Places that make no sense to come back to after signing in. */
const never = /^\/(?:sign-in|signed-out|api)(?:[/?#]|$)/;

/**
 * Where a person may be sent after signing in: a path of this Castor, else `/`. The path is decoded
 * until nothing changes, and after the last decoding no control character, backslash, white space
 * at its start or second slash may stand in it (facts from oauth2-proxy's advisories on `rd`).
 */
export function returnPath(to: string | null | undefined, publicUrl: string): string {
  if (to === null || to === undefined || to.length > 2_048 || !isPlainPath(to)) return "/";
  const decoded = decodeFully(/^[^?#]*/.exec(to)?.[0] ?? "");
  if (decoded === undefined || !isPlainPath(decoded)) return "/";
  const url = readUrl(to, publicUrl);
  if (url?.origin !== publicUrl || url.pathname.startsWith("//")) return "/";
  const path = `${url.pathname}${url.search}${url.hash}`;
  return never.test(path) ? "/" : path;
}
