import { readUrl } from "@/lib/model/read-url";

/** Characters: what a redirect's header still carries after encoding. Longer paths come in at the tool's start. */
const longest = 4_096;

/**
 * Where on its own origin a person may be led inside a tool: a path, its query and, where `hash` allows it,
 * its fragment; `/` for everything else. As with the return path after signing in, what decides is the path
 * after its last decoding: no control character, backslash, look-alike of a separator or second slash at its
 * start. The gateway's own paths are no places of the tool.
 */
export function toolPath(to: string | null | undefined, origin: string, { hash = false } = {}): string {
  if (to === null || to === undefined || to.length > longest || /\p{Cc}/u.test(to)) return "/";
  const path = /^[^?#]*/.exec(to)?.[0] ?? "";
  const decoded = decodeFully(path);
  if (!isPlain(path) || decoded === undefined || !isPlain(decoded)) return "/";
  const url = readUrl(to, origin);
  if (url?.origin !== origin || url.pathname.startsWith("//") || isOwnPath(url.pathname)) return "/";
  return `${url.pathname}${url.search}${hash ? url.hash : ""}`;
}

/** Whether a path belongs to the gateway itself and never reaches a tool. */
export const isOwnPath = (path: string) => path === "/.castor" || path.startsWith("/.castor/");

/**
 * The path of a request without its query, exactly as it came; undefined where it can be read in two ways:
 * a whole address, two slashes at the start, backslashes, a fragment, control characters.
 */
export function rawPath(target: string | undefined): string | undefined {
  const path = /^[^?]*/.exec(target ?? "")?.[0] ?? "";
  return /^\/(?![/\\])[^\\#]*$/.test(path) && !/[\p{Cc} #]/u.test(target ?? "") ? path : undefined;
}

/** One leading slash, and nothing that a browser, a proxy or a header could read otherwise. */
function isPlain(path: string): boolean {
  return path.startsWith("/") && !/^\/[/\s]/.test(path) && !/[\p{Cc}\\\u2028\u2029\ufeff]/u.test(path);
}

/**
 * Decoded until nothing changes; undefined where it is no valid encoding or never ends. What an earlier
 * round brought out need not be valid as a whole: `100%25` is one per cent sign, and hides nothing behind it.
 */
export function decodeFully(text: string): string | undefined {
  let found: string;
  try {
    found = decodeURIComponent(text);
  } catch {
    return undefined;
  }
  for (let round = 0; round < 8; round += 1) {
    const next = found.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString());
    if (next === found) return found;
    found = next;
  }
  return undefined;
}
