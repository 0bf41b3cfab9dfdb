import type { IncomingMessage } from "node:http";

/** A request as far as its first lines say what the browser wants. */
export type BrowserRequest = Pick<IncomingMessage, "method" | "url" | "headers">;

/** Whether a person will look at the answer, so that it has to be a page. Browsers say so by Fetch metadata; older ones only by what they accept. */
export function wantsPage({ headers }: BrowserRequest): boolean {
  const mode = headers["sec-fetch-mode"];
  return mode === undefined ? (headers.accept ?? "").includes("text/html") : mode === "navigate";
}

/** Whether a browser goes somewhere with this request: only then is a redirect to a sign-in of any use. */
export function isNavigation(request: BrowserRequest): boolean {
  return request.method === "GET" && wantsPage(request);
}

/** Whether the answer stands in a frame of another page. */
export function isFramed({ headers }: BrowserRequest): boolean {
  return /^(?:iframe|frame|embed|object)$/.test([headers["sec-fetch-dest"] ?? ""].flat().join());
}
