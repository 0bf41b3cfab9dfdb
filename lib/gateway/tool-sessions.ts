import type { GatewayCookies } from "./gateway-cookies";
import type { ToolCookie } from "./tool-cookie";

/** So many Cookie headers are known again without opening the seal in them. */
const most = 1_000;
/** Characters; longer headers are read each time. */
const longest = 4_096;

const none: readonly string[] = [];

/**
 * The ids of the sessions that a Cookie header names at a tool's host. A browser sends the same header with
 * each of a page's hundred requests, so what was found in it is remembered: only where it named a session,
 * so that nobody can fill the memory who has not come in. Whether a session lives is asked each time.
 */
export function toolSessions(cookies: GatewayCookies, sealed: ToolCookie): (entry: string, header: string | undefined) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const read = (entry: string, header: string) => cookies.tool(header).flatMap((value) => sealed.read(entry, value) ?? []);
  return (entry, header) => {
    if (header === undefined) return none;
    if (header.length > longest) return read(entry, header);
    const key = `${entry} ${header}`;
    const found = known.get(key) ?? read(entry, header);
    if (found.length > 0 && !known.has(key)) {
      if (known.size >= most) known.delete(known.keys().next().value ?? "");
      known.set(key, found);
    }
    return found;
  };
}
