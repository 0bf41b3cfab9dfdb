import type { IncomingMessage, ServerResponse } from "node:http";
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
  goOn(response, 302, to, { location: to, ...(cookie === undefined ? {} : { "set-cookie": cookie }) });
}

/**
 * The last step of a sign-in, out of Castor. Browsers hold the `form-action` of the page whose form began a
 * navigation against every redirect that follows, and the identity provider's may name Castor alone: so where
 * another site's page led here, the way goes on by a page and not by a redirect.
 */
export function leave({ headers }: IncomingMessage, response: ServerResponse, to: string, cookie: string): void {
  const led = headers["sec-fetch-site"] === "cross-site" || headers["sec-fetch-site"] === "same-site";
  if (led) goOn(response, 200, to, { "set-cookie": cookie });
  else redirect(response, to, cookie);
}

function goOn(response: ServerResponse, status: number, to: string, headers: Readonly<Record<string, string>>): void {
  const address = escapeHtml(to);
  const body = page("One moment", `<p><a href="${address}" style="${looks.link}">Go on</a></p>`, `<meta http-equiv="refresh" content="0;url=${address}">`);
  response.writeHead(status, { ...always, "content-type": "text/html; charset=utf-8", ...headers }).end(body);
}

const colours = { ground: "light-dark(#f6f7f9,#0a0d12)", surface: "light-dark(#fff,#10141b)", line: "light-dark(#cdd2db,#2e3744)", text: "light-dark(#12161d,#e8ecf2)", link: "light-dark(#2460cf,#78a9ff)" };

/** How a page's button and links look. */
export const looks = {
  button: `font:inherit;padding:.4rem 1rem;border:1px solid ${colours.line};border-radius:6px;background:${colours.ground};color:inherit;cursor:pointer`,
  link: `color:${colours.link};text-underline-offset:3px`,
};

/** A page of few words, light or dark as the browser is. Its looks stand in attributes: Castor's policy allows no style sheet without its own nonce. */
export function page(title: string, body: string, head = ""): string {
  const frame = `color-scheme:light dark;background:${colours.ground};color:${colours.text};font:15px/1.5 system-ui,sans-serif`;
  const box = `max-width:36rem;margin:4vh auto 0;padding:1.25rem 1.5rem;background:${colours.surface};border:1px solid ${colours.line};border-radius:8px;overflow-wrap:anywhere`;
  return `<!doctype html>
<html lang="en" style="${frame}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">${head}<title>${escapeHtml(title)} · Castor</title></head>
<body style="margin:0;padding:2rem 1rem"><main style="${box}">
<h1 style="margin:0 0 .5rem;font-size:1.125rem;line-height:1.3">${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;
}
