import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { stylesheet } from "./page-style";

/** HTML that is known to be safe: made by {@link html}, which escapes whatever is put into it. */
export interface Markup {
  readonly markup: string;
}

type Insert = Markup | string | number | undefined | readonly Insert[];

/** Writes HTML; every inserted value is escaped unless it is itself {@link Markup}. */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return { markup: strings.map((part, index) => part + (index < inserts.length ? text(inserts[index]) : "")).join("") };
}

function text(insert: Insert): string {
  if (insert === undefined) return "";
  if (typeof insert === "number") return String(insert);
  if (typeof insert === "string") return insert.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return "markup" in insert ? insert.markup : insert.map(text).join("");
}

/** A page of a simulated tool. */
export interface Page {
  /** The tool's name, as the bar says it. */
  readonly tool: string;
  /** Which installation this is: mostly the cluster's name. */
  readonly place?: string;
  readonly title: string;
  readonly nav?: readonly { readonly title: string; readonly href: string }[];
  readonly body: Markup;
  /** JavaScript, for the few pages that need it. */
  readonly script?: string;
  /** Who may frame it; the real tools differ here. */
  readonly framing?: "denied" | "same-origin" | "allowed";
  /** Origins besides its own to which a form's answer may lead. */
  readonly formTargets?: readonly string[];
  readonly status?: number;
}

const ancestors = { denied: "'none'", "same-origin": "'self'", allowed: "*" };

/** The whole document of a page and the headers it needs: nothing loads that the page does not bring itself. */
export function renderPage(page: Page): { document: string; headers: Readonly<Record<string, string>> } {
  const nonce = randomBytes(16).toString("base64url");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(page.script === undefined ? [] : [`script-src 'nonce-${nonce}'`, "connect-src 'self'"]),
    "img-src data:",
    "base-uri 'none'",
    `form-action ${["'self'", ...(page.formTargets ?? [])].join(" ")}`,
    `frame-ancestors ${ancestors[page.framing ?? "allowed"]}`,
  ];
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${page.title} – ${page.tool}${page.place === undefined ? "" : ` – ${page.place}`}</title>
<style nonce="${nonce}">${{ markup: stylesheet }}</style>
</head>
<body>
<header><strong>${page.tool}</strong>${page.place === undefined ? "" : html`<span class="place">${page.place}</span>`}
${(page.nav ?? []).length === 0 ? "" : html`<nav aria-label="${page.tool}">${(page.nav ?? []).map(({ title, href }) => html`<a href="${href}">${title}</a>`)}</nav>`}
<span class="demo">demo</span></header>
<main>${page.body}</main>
${page.script === undefined ? "" : html`<script nonce="${nonce}">${{ markup: page.script }}</script>`}
</body>
</html>`;
  return {
    document: document.markup,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy.join("; "),
      "cache-control": "no-store",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
    },
  };
}

/** Answers with a page. */
export function answerPage(res: ServerResponse, page: Page): void {
  const { document, headers } = renderPage(page);
  res.writeHead(page.status ?? 200, headers);
  res.end(document);
}

/** A table with a heading for each column; figures are right-aligned where `numeric` names the column. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Insert[])[], numeric: readonly string[] = []): Markup {
  const kind = (index: number) => (numeric.includes(columns[index] ?? "") ? "figure" : "words");
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col" class="${kind(index)}">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td class="${kind(index)}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

/** A state as a word with its sign and colour. */
export function state(kind: "ok" | "warn" | "crit" | "quiet", word: string): Markup {
  const sign = { ok: "✓", warn: "▲", crit: "✕", quiet: "–" }[kind];
  return html`<span class="state ${kind}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
