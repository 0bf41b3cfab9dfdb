import { html, state, table, type Markup, type Page } from "../../page";
import type { JudgedAlert } from "./judge";
import { writeMatcher, type AlertMatcher } from "./matcher";
import type { Notification } from "./notifier";

const nav = [
  { title: "Alerts", href: "/" },
  { title: "Silences", href: "/silences" },
  { title: "Notifications", href: "/notifications" },
  { title: "Status", href: "/status" },
];

const page = (place: string, title: string, body: Markup): Page => ({ tool: "Alertmanager", place, title, nav, body });

/** Links lead to `#/alerts?filter={name="value"}`, as in the real one: only the alerts with these labels stay. */
const filterByFragment = `
const filter = () => {
  const wanted = new URLSearchParams(location.hash.split("?")[1] ?? "").get("filter") ?? "";
  const pairs = [...wanted.matchAll(/([a-zA-Z_]\\w*)="([^"]*)"/g)].map(([, name, value]) => name + '="' + value + '"');
  for (const row of document.querySelectorAll("tbody tr")) {
    const labels = [...row.querySelectorAll("li")].map((label) => label.textContent);
    row.hidden = !pairs.every((pair) => labels.includes(pair));
  }
  document.getElementById("filter").textContent = pairs.length === 0 ? "" : "Only those with " + pairs.join(", ");
};
addEventListener("hashchange", filter);
filter();`;

/** The firing alerts with their labels, worst first. */
export function alertsPage(place: string, alerts: readonly JudgedAlert[], now: number): Page {
  const rank = ({ labels }: JudgedAlert) => ["critical", "warning", "info"].indexOf(labels["severity"] ?? "") >>> 0;
  const rows = [...alerts].sort((a, b) => rank(a) - rank(b) || a.startsAt - b.startsAt);
  return {
    script: filterByFragment,
    ...page(
      place,
      "Alerts",
      html`<h1>${rows.length} ${rows.length === 1 ? "alert" : "alerts"}</h1><p id="filter" role="status" class="muted"></p>
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
)}`,
    ),
  };
}

function severity(name: string | undefined): Markup {
  return state(name === "critical" ? "crit" : name === "warning" ? "warn" : "quiet", name ?? "none");
}

interface WireSilence {
  readonly status: { readonly state: string };
  readonly matchers: readonly AlertMatcher[];
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

/** The silences, active ones first. */
export function silencesPage(place: string, silences: readonly WireSilence[]): Page {
  const rows = silences.map(({ status, matchers, endsAt, createdBy, comment }) => [
    status.state,
    html`<ul class="chips">${matchers.map((matcher) => html`<li>${writeMatcher(matcher)}</li>`)}</ul>`,
    endsAt,
    createdBy,
    comment,
  ]);
  return page(place, "Silences", html`<h1>${rows.length} ${rows.length === 1 ? "silence" : "silences"}</h1>${table("Silences", ["State", "Matchers", "Ends", "Created by", "Comment"], rows)}`);
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
