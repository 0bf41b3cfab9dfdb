import { decodeFully, isPlainPath } from "@/lib/model/plain-path";
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
  if (!isPlainPath(path) || decoded === undefined || !isPlainPath(decoded)) return "/";
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
