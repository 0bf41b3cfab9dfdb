import { html, type Markup } from "../../page";
import { dashboardPath, type Panel } from "./dashboard";
import type { Stored } from "./library";
import { mayEdit, type SignedIn } from "./signed-in";
import type { Chosen } from "./variables";
import { everything } from "./variables";

const ranges: readonly (readonly [value: string, title: string])[] = [
  ["now-5m", "Last 5 minutes"],
  ["now-15m", "Last 15 minutes"],
  ["now-30m", "Last 30 minutes"],
  ["now-1h", "Last hour"],
  ["now-3h", "Last 3 hours"],
  ["now-6h", "Last 6 hours"],
  ["now-12h", "Last 12 hours"],
  ["now-24h", "Last 24 hours"],
  ["now-7d", "Last 7 days"],
];
const refreshes: readonly (readonly [value: string, title: string])[] = [["", "Off"], ["5s", "5 s"], ["10s", "10 s"], ["30s", "30 s"], ["1m", "1 min"], ["5m", "5 min"]];

const select = (name: string, label: string, value: string, options: readonly (readonly [value: string, title: string])[]): Markup =>
  html`<label><span>${label}</span><select name="${name}">${options.map(([each, title]) => html`<option value="${each}"${each === value ? html` selected` : ""}>${title}</option>`)}</select></label>`;

/** Variables, time range and refresh: whatever is chosen becomes part of the address. */
export function controls({ dashboard }: Stored, chosen: readonly Chosen[], query: URLSearchParams): Markup {
  const shown = chosen.filter(({ variable }) => variable.hide !== 2);
  const own = new Set(["from", "to", "refresh", ...shown.map(({ variable }) => `var-${variable.name}`)]);
  const variables = shown.map(({ variable, options, values }) => {
    const [value = ""] = values;
    const titles = variable.type === "datasource" ? [["prometheus", "Prometheus"] as const] : options.map((option) => [option, option] as const);
    const known: readonly (readonly [string, string])[] = [...(variable.includeAll ? [[everything, "All"] as const] : []), ...titles];
    // What the address asks for stays chosen though nothing is known of it any more.
    const all = known.some(([each]) => each === value) ? known : [[value, value === "" ? "None" : value] as const, ...known];
    return select(`var-${variable.name}`, variable.label ?? variable.name, value, all);
  });
  const from = query.get("from") ?? dashboard.time.from;
  const to = query.get("to") ?? dashboard.time.to;
  const named = ranges.some(([value]) => value === from) && to === "now";
  return html`<form class="controls" method="get" action="${dashboardPath(dashboard)}" aria-label="Controls">
${[...query].filter(([name]) => !own.has(name)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${variables}<span class="end"></span>
<input type="hidden" name="to" value="${to}" data-given="${to}">${select("from", "Time range", from, named ? ranges : [[from, from.startsWith("now") ? `${from} to ${to}` : "As in the address"], ...ranges])}
${select("refresh", "Refresh", query.get("refresh") ?? "", refreshes)}
<noscript><button>Apply</button></noscript></form>`;
}

/** The dashboard's name with what may be done with it. */
export function heading({ dashboard, folder, provisioned }: Stored, person: SignedIn, starred: boolean): Markup {
  return html`<div class="head"><h1>${dashboard.title}</h1><span class="muted">${folder?.title ?? "General"}</span>${provisioned === undefined ? "" : html`<span class="badge" title="${provisioned}">Provisioned</span>`}
<button id="star" type="button" aria-pressed="${String(starred)}" data-uid="${dashboard.uid}">Star</button>
${mayEdit(person)
    ? html`<details class="save"><summary class="button">${provisioned === undefined ? "Save" : "Save a copy"}</summary><form id="save" data-uid="${dashboard.uid}"><label>Title <input name="title" value="${provisioned === undefined ? dashboard.title : `${dashboard.title} copy`}" required></label><button class="primary">Save dashboard</button><span id="saved" role="status"></span></form></details>`
    : ""}</div>`;
}

/** A panel's own id in the page. */
export const panelElement = ({ id }: Panel) => `panel-${id}`;

/** One panel in its frame. */
export function panelFrame(panel: Panel, drawn: Markup, href?: string): Markup {
  if (panel.type === "row") return html`<h2 class="row" id="${panelElement(panel)}">${panel.title}</h2>`;
  return html`<section class="panel" id="${panelElement(panel)}" aria-label="${panel.title}"><h2>${href === undefined ? panel.title : html`<a href="${href}">${panel.title}</a>`}</h2>${drawn}</section>`;
}

/** Where each panel is, as CSS: an attribute would need a looser policy. */
export const placesOf = (panels: readonly Panel[]): string =>
  `@media (min-width: 761px) { ${panels.map((panel) => `#${panelElement(panel)} { grid-area: ${panel.gridPos.y + 1} / ${panel.gridPos.x + 1} / span ${panel.gridPos.h} / span ${panel.gridPos.w}; }`).join(" ")} }`;
