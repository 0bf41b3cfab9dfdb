import type { ServerResponse } from "node:http";
import { escapeHtml } from "../own-page";

/** Whatever is said here is said about one person at one moment. */
const always = { "cache-control": "no-store" } as const;

/** An answer without a body, for ingresses: they read the status and the headers. */
export function bare(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...always, "content-length": "0", ...headers }).end();
}

/** An answer for programs. */
export function json(response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...always, "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/**
 * A redirect that works even where an ingress shows it under a status of its own, as Traefik's errors
 * middleware does: then the page goes on by itself, or by its link.
 */
export function redirect(response: ServerResponse, to: string, cookie?: string): void {
  const address = escapeHtml(to);
  const headers = { ...always, "content-type": "text/html; charset=utf-8", location: to, ...(cookie === undefined ? {} : { "set-cookie": cookie }) };
  response.writeHead(302, headers).end(page("One moment", `<p><a href="${address}">Go on</a></p>`, `<meta http-equiv="refresh" content="0;url=${address}">`));
}

/** A page of few words in the browser's own colours, light or dark; Castor's policy allows no style sheet here, and none is needed. */
export function page(title: string, body: string, head = ""): string {
  const frame = "color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem";
  return `<!doctype html>
<html lang="en" style="${frame}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">${head}<title>${escapeHtml(title)} · Castor</title></head>
<body style="margin:0"><main><h1 style="font-size:1.25rem">${escapeHtml(title)}</h1>${body}</main></body></html>
`;
}
