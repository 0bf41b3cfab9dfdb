import { randomBytes } from "node:crypto";

/** A page of the gateway's own: never a byte of a tool in it. */
export interface OwnPage {
  readonly publicUrl: string;
  readonly title: string;
  /** HTML for the head, the body and the one script; whoever makes it has escaped what is not theirs. */
  readonly head?: string;
  readonly body: string;
  readonly style: string;
  readonly script?: string;
  /** Origins whose pages it may stand in. */
  readonly ancestors: readonly string[];
  /** Origins of the page in it. */
  readonly frames?: readonly string[];
}

/** The headers that each answer of the gateway's own carries. */
export function ownHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    ...(publicUrl.startsWith("https:") ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** Headers and HTML of such a page. Scripts and styles run only with its nonce. */
export function ownPage({ publicUrl, title, head = "", body, style, script, ancestors, frames = [] }: OwnPage): { readonly headers: Readonly<Record<string, string>>; readonly html: string } {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    script === undefined ? "script-src 'none'" : `script-src 'nonce-${nonce}'`,
    `frame-src ${frames.length === 0 ? "'none'" : frames.join(" ")}`,
    `frame-ancestors ${ancestors.join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ];
  return {
    headers: { ...ownHeaders(publicUrl), "content-type": "text/html; charset=utf-8", "content-security-policy": policy.join("; ") },
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
${head}<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
${script === undefined ? "" : `<script nonce="${nonce}">${script}</script>\n`}</body>
</html>
`,
  };
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for HTML, in an attribute too. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** A value for a script: no text in it can end the script. */
export const scriptValue = (value: unknown) => JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
