import type { RequestListener } from "node:http";
import { answerJson, listenWith, Refusal, type Exchange } from "../../exchange";
import { answerPage, html, type Markup, type Page } from "../../page";
import { drawPanel, readRange } from "./chart";
import { dashboards, slugOf, type Dashboard } from "./dashboards";

/** The version that the simulator tells. */
const version = "11.4.0";

const pathOf = (dashboard: Dashboard) => `/d/${dashboard.uid}/${slugOf(dashboard)}`;

/**
 * A simulated Grafana with anonymous viewers: health, search, and the dashboards of
 * kube-prometheus-stack, drawn small from the cluster's own Prometheus.
 */
export function createGrafana({ place, prometheusUrl, clock = Date.now }: { place: string; prometheusUrl: string; clock?: () => number }): RequestListener {
  const showDashboard = async ({ res, query }: Exchange, dashboard: Dashboard) => {
    const variables = new Map([...query].filter(([name]) => name.startsWith("var-")).map(([name, value]) => [name.slice(4), value]));
    const range = readRange(query, clock());
    // `viewPanel` opens one panel alone.
    const alone = dashboard.panels[Number(query.get("viewPanel")) - 1];
    const panels = await Promise.all((alone === undefined ? dashboard.panels : [alone]).map((panel) => drawPanel(prometheusUrl, panel, variables, range)));
    const iso = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
    answerPage(res, page(place, dashboard.title, html`<h1>${dashboard.title}</h1>
<p class="muted">${iso(range.from)} to ${iso(range.to)} UTC</p>
<ul class="chips" aria-label="Variables">${dashboard.variables.map((name) => html`<li>${name}: ${variables.get(name) ?? (name === "datasource" ? "default" : "All")}</li>`)}</ul>
${alone === undefined ? "" : html`<p><a href="${pathOf(dashboard)}?${allPanels(query)}">All panels</a></p>`}
<ul class="cards wide">${panels.map((panel) => html`<li class="card">${panel}</li>`)}</ul>`));
  };

  return listenWith(async (exchange) => {
    const { res, path, query } = exchange;
    const [, kind = "", uid = ""] = /^\/(d|d-solo|api\/dashboards\/uid)\/([^/]+)/.exec(path) ?? [];
    const dashboard = dashboards.find((one) => one.uid === uid);
    if (path === "/api/health") return answerJson(res, { commit: "demo", database: "ok", version });
    if (path === "/api/search") return answerJson(res, search(query));
    if (kind !== "" && dashboard === undefined) {
      if (kind.startsWith("api")) return answerJson(res, { message: "Dashboard not found" }, 404);
      return answerPage(res, { ...page(place, "Not found", html`<h1>Dashboard not found</h1><p><a href="/">All dashboards</a></p>`), status: 404 });
    }
    if (dashboard !== undefined) return kind.startsWith("api") ? answerJson(res, describe(dashboard)) : showDashboard(exchange, dashboard);
    if (path !== "/" && path !== "/dashboards") throw new Refusal(404, "Not found");
    answerPage(res, page(place, "Dashboards", html`<h1>Dashboards</h1>
<ul class="cards">${dashboards.map((one) => html`<li class="card"><a href="${pathOf(one)}">${one.title}</a><ul class="chips">${one.tags.map((tag) => html`<li>${tag}</li>`)}</ul></li>`)}</ul>`));
  });
}

function page(place: string, title: string, body: Markup): Page {
  return { tool: "Grafana", place, title, nav: [{ title: "Dashboards", href: "/dashboards" }], body, framing: "denied" };
}

function allPanels(query: URLSearchParams): string {
  const rest = new URLSearchParams(query);
  rest.delete("viewPanel");
  return rest.toString();
}

function search(query: URLSearchParams) {
  const wanted = query.get("query")?.toLowerCase() ?? "";
  const tags = query.getAll("tag");
  return dashboards
    .filter(({ title }) => title.toLowerCase().includes(wanted))
    .filter((dashboard) => tags.every((tag) => dashboard.tags.includes(tag)))
    .map((dashboard, index) => ({ id: index + 1, uid: dashboard.uid, title: dashboard.title, uri: `db/${slugOf(dashboard)}`, url: pathOf(dashboard), type: "dash-db", tags: dashboard.tags, isStarred: false }));
}

function describe(dashboard: Dashboard) {
  return {
    meta: { type: "db", slug: slugOf(dashboard), url: pathOf(dashboard), canEdit: false },
    dashboard: {
      uid: dashboard.uid,
      title: dashboard.title,
      tags: dashboard.tags,
      templating: { list: dashboard.variables.map((name) => ({ name, type: name === "datasource" ? "datasource" : "query" })) },
      panels: dashboard.panels.map(({ title }, index) => ({ id: index + 1, title, type: "timeseries" })),
    },
  };
}
