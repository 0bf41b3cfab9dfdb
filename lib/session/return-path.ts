import { readUrl } from "@/lib/model/read-url";

/** Places that make no sense to come back to after signing in. */
const never = /^\/(?:sign-in|signed-out|api)(?:[/?#]|$)/;

/**
 * Where a person may be sent after signing in: a path of this Castor, else `/`. The path is decoded
 * until nothing changes, and after the last decoding no control character, backslash, white space
 * at its start or second slash may stand in it (facts from oauth2-proxy's advisories on `rd`).
 */
export function returnPath(to: string | null | undefined, publicUrl: string): string {
  if (to === null || to === undefined || to.length > 2_048 || !isPlain(to)) return "/";
  const decoded = decodeFully(/^[^?#]*/.exec(to)?.[0] ?? "");
  if (decoded === undefined || !isPlain(decoded)) return "/";
  const url = readUrl(to, publicUrl);
  if (url?.origin !== publicUrl || url.pathname.startsWith("//")) return "/";
  const path = `${url.pathname}${url.search}${url.hash}`;
  return never.test(path) ? "/" : path;
}

/** One leading slash, and nothing that a browser, a proxy or a header could read otherwise. */
function isPlain(path: string): boolean {
  // Control characters, white space that browsers strip, backslashes, and Unicode's look-alikes of separators.
  return path.startsWith("/") && !/^\/[/\s]/.test(path) && !/[\p{Cc}\\\u2028\u2029\ufeff]/u.test(path);
}

function decodeFully(text: string): string | undefined {
  let found = text;
  for (let round = 0; round < 8; round += 1) {
    let next: string;
    try {
      next = decodeURIComponent(found);
    } catch {
      return undefined;
    }
    if (next === found) return found;
    found = next;
  }
  return undefined;
}
