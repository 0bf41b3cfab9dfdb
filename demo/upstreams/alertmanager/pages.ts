import { html, state, table, type Markup, type Page } from "../../page";
import type { JudgedAlert } from "./judge";
import type { Notification } from "./notifier";
import { pageScript } from "./pages-script";

const nav = [
  { title: "Alerts", href: "/#/alerts" },
  { title: "Silences", href: "/#/silences" },
  { title: "Notifications", href: "/notifications" },
  { title: "Status", href: "/status" },
];

const page = (place: string, title: string, body: Markup): Page => ({ tool: "Alertmanager", place, title, nav, body });

/** The firing alerts with their labels, worst first; the silences and the form for a new one wait in the same page. */
export function mainPage(place: string, alerts: readonly JudgedAlert[], now: number): Page {
  return { ...page(place, "Alerts", html`<section id="alerts">${alertsPart(alerts, now)}</section>
<section id="silences" hidden><h1>Silences</h1><p><a href="#/silences/new">New silence</a></p><p id="silence-said" class="said" role="alert"></p><div id="silence-list" aria-live="polite"></div></section>
<section id="new" hidden>${newSilence}</section>`), script: pageScript };
}

const newSilence = html`<h1>New silence</h1><form id="new-silence">
<label for="matchers">Matchers</label><input id="matchers" name="matchers" required spellcheck="false" autocomplete="off" placeholder='alertname="IocDown", namespace="p47-beamline"'>
<label for="hours">Duration</label><select id="hours" name="hours"><option value="1">1 hour</option><option value="2" selected>2 hours</option><option value="8">8 hours</option><option value="24">1 day</option><option value="168">1 week</option></select>
<label for="author">Creator</label><input id="author" name="author" required autocomplete="off">
<label for="comment">Comment</label><input id="comment" name="comment" required autocomplete="off">
<p class="hint">A silence stops notifications; the alert itself stays.</p><p id="new-said" class="said" role="alert"></p><button>Create</button></form>`;

function alertsPart(alerts: readonly JudgedAlert[], now: number): Markup {
  const rank = ({ labels }: JudgedAlert) => ["critical", "warning", "info"].indexOf(labels["severity"] ?? "") >>> 0;
  const rows = [...alerts].sort((a, b) => rank(a) - rank(b) || a.startsAt - b.startsAt);
  return html`<h1>${rows.length} ${rows.length === 1 ? "alert" : "alerts"}</h1><p id="filter" role="status" class="muted"></p>
${table(
    "Firing alerts",
    ["Severity", "Alert", "For", "State", "Receivers"],
    rows.map((alert) => [
      severity(alert.labels["severity"]),
      html`<strong>${alert.labels["alertname"] ?? ""}</strong><br><span class="muted">${alert.annotations["summary"] ?? alert.annotations["description"] ?? ""}</span>
<ul class="chips">${Object.keys(alert.labels).sort().map((name) => html`<li>${name}="${alert.labels[name]}"</li>`)}</ul>`,
      `${Math.max(0, Math.round((now - alert.startsAt) / 60_000))} min`,
      alert.silencedBy.length > 0 ? "silenced" : alert.inhibitedBy.length > 0 ? "inhibited" : "active",
      alert.destinations.map(({ receiver }) => receiver).join(", "),
    ]),
    ["For"],
  )}`;
}

function severity(name: string | undefined): Markup {
  return state(name === "critical" ? "crit" : name === "warning" ? "warn" : "quiet", name ?? "none");
}

/** Whom it told what, latest first: the real one has no such page, and nobody here reads the e-mail. */
export function notificationsPage(place: string, list: readonly Notification[]): Page {
  const rows = [...list].reverse().map(({ at, way, group, firing, resolved, failure }) => [
    new Date(at).toISOString(),
    way.receiver,
    way.integration,
    html`<ul class="chips">${Object.entries(group.labels).map(([name, value]) => html`<li>${name}="${value}"</li>`)}</ul>`,
    `${firing.length} firing, ${resolved.length} resolved`,
    failure === undefined ? state("ok", "sent") : state("crit", failure),
  ]);
  return page(place, "Notifications", html`<h1>${rows.length} ${rows.length === 1 ? "notification" : "notifications"}</h1>${table("Notifications", ["Time", "Receiver", "By", "Group", "Alerts", "Outcome"], rows)}`);
}

/** The version and the configuration that is loaded. */
export function statusPage(place: string, version: string, config: string): Page {
  return page(place, "Status", html`<h1>Status</h1><dl><dt>Version</dt><dd>${version}</dd></dl><h2>Configuration</h2><div class="card scroll"><pre class="mono">${config}</pre></div>`);
}
