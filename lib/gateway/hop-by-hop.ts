/** Headers that belong to one connection and are never passed on; `alt-svc` would lead a browser past Castor. */
export const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
  "alt-svc",
]);

/** Without these a message ends elsewhere or goes elsewhere: naming them in `Connection` removes nothing. */
const kept: ReadonlySet<string> = new Set(["host", "content-length"]);

const nothing: readonly string[] = [];

/**
 * The further headers that a `Connection` header declares to be for this connection alone, lower case.
 * Must be asked before Castor's own headers are added, or a client could have those removed (CVE-2021-31999, CVE-2024-45410).
 */
export function namedInConnection(value: string | undefined): readonly string[] {
  if (value === undefined || value === "keep-alive" || value === "close" || value === "Upgrade") return nothing;
  return value
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && !kept.has(name));
}
