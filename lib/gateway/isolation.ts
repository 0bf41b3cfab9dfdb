import type { BrowserRequest } from "./browser-request";

const safe: ReadonlySet<string | undefined> = new Set(["GET", "HEAD", "OPTIONS"]);
const documents: ReadonlySet<unknown> = new Set(["document", "iframe", "frame"]);

/**
 * Whether another origin's page caused this request, which brings the person's cookie all the same: a sibling
 * tool is of the same site, so `SameSite` does not hold it back. Only going to a page or a frame is open to
 * everybody. What changes something must prove that it comes from the tool's own pages (OWASP ASVS 5, 3.5.1).
 */
export function isForeign({ method, headers }: BrowserRequest, own: string): boolean {
  const site = headers["sec-fetch-site"];
  const { origin } = headers;
  // A form of the tool's own says `null` where the tool has its pages send no referrer; an opaque origin is never same-origin.
  if (origin !== undefined && origin !== own && !(origin === "null" && site === "same-origin")) return true;
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return !(method === "GET" && headers["sec-fetch-mode"] === "navigate" && documents.has(headers["sec-fetch-dest"]));
  }
  return !safe.has(method) && origin !== own && site !== "same-origin";
}

/** The same for a WebSocket, which no browser's same-origin policy holds back: only the tool's own pages may open one (OWASP ASVS 5, 4.4.2). */
export function isForeignUpgrade({ headers }: BrowserRequest, origin: string): boolean {
  const site = headers["sec-fetch-site"];
  return headers.origin !== origin || (site !== undefined && site !== "same-origin");
}
