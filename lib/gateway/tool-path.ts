/** Characters: what a redirect's header still carries after encoding. Longer paths come in at the tool's start. */
const longest = 4_096;

/**
 * Where on its own origin a person may be led inside a tool: a path, its query and, where `hash` allows it,
 * its fragment; `/` for everything else. As with the return path after signing in, what decides is the path
 * after its last decoding: no control character, backslash, look-alike of a separator or second slash at its
 * start. The gateway's own paths are no places of the tool.
 */
export function toolPath(to: string | null | undefined, origin: string, { hash = false } = {}): string {
  if (to === null || to === undefined || to.length > longest || !isPlain(to)) return "/";
  const decoded = decodeFully(/^[^?#]*/.exec(to)?.[0] ?? "");
  if (decoded === undefined || !isPlain(decoded) || !URL.canParse(to, origin)) return "/";
  const url = new URL(to, origin);
  if (url.origin !== origin || url.pathname.startsWith("//") || isOwnPath(url.pathname)) return "/";
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

/** Decoded until nothing changes; undefined where it is no valid encoding or never ends. */
export function decodeFully(text: string): string | undefined {
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
