import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { html, type Markup } from "../../page";
import { pageScript, themeScript } from "./script";
import type { SignedIn } from "./signed-in";
import { stylesheet } from "./style";

export interface GrafanaPage {
  readonly place: string;
  readonly title: string;
  readonly person: SignedIn | undefined;
  readonly body: Markup;
  /** `kiosk` leaves out the bars; `solo` is one panel that fills everything. */
  readonly look?: "full" | "kiosk" | "solo";
  readonly theme?: string | undefined;
  /** Where panels are, in CSS. */
  readonly places?: string;
  readonly status?: number;
}

/** Answers with a page as Grafana does: nobody may frame it, and it loads nothing from elsewhere. */
export function answerDocument(res: ServerResponse, { place, title, person, body, look = "full", theme, places = "", status = 200 }: GrafanaPage): void {
  const nonce = randomBytes(16).toString("base64url");
  const header = html`<header><span class="brand">Grafana</span><span class="place">${place}</span><nav aria-label="Grafana"><a href="/">Home</a><a href="/dashboards">Dashboards</a></nav>${person === undefined ? "" : html`<span class="person"><span>${person.name}</span><span class="badge">${person.role}</span></span>`}<span class="badge">demo</span></header>`;
  const document = html`<!doctype html>
<html lang="en" class="${look}"${theme === "light" || theme === "dark" ? html` data-theme="${theme}"` : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title} - Grafana</title>
<script nonce="${nonce}">${{ markup: themeScript }}</script>
<style nonce="${nonce}">${{ markup: stylesheet }}${{ markup: places }}</style>
</head>
<body>
${look === "full" ? header : ""}
${body}
<script nonce="${nonce}">${{ markup: pageScript }}</script>
</body>
</html>`;
  const policy = ["default-src 'none'", `style-src 'nonce-${nonce}'`, `script-src 'nonce-${nonce}'`, "connect-src 'self'", "img-src data:", "base-uri 'none'", "form-action 'self'"];
  res.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy.join("; "),
    "x-frame-options": "deny",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  res.end(document.markup);
}
