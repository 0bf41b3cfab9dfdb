import type { RequestListener } from "node:http";
import { answerJson, listenWith, type Exchange } from "../../exchange";
import { html } from "../../page";
import { createApi } from "./api";
import { dashboardPath } from "./dashboard";
import { controls, heading, panelFrame, placesOf } from "./dashboard-page";
import { prometheusSource } from "./data-source";
import { answerDocument, type GrafanaPage } from "./document";
import { createLibrary, type Stored } from "./library";
import { listPage, loginPage } from "./list-page";
import { drawPanel } from "./panel";
import { readRange, readZone } from "./range";
import { createPeople, loginCookie, requireOwnOrigin, type SignedIn } from "./signed-in";
import { choose } from "./variables";

/** The version that the simulator tells. */
const version = "11.4.0";

export interface GrafanaOptions {
  readonly place: string;
  readonly prometheusUrl: string;
  readonly clock?: () => number;
  /** Namespaces of beamlines, each of which keeps a dashboard in a ConfigMap. */
  readonly beamlines?: readonly string[];
}

/** `2` and `panel-2` name the same panel; both are in use. */
const panelNumber = (text: string | null) => Number(/^(?:panel-)?(\d+)$/.exec(text ?? "")?.[1]);

/**
 * A simulated Grafana behind `auth.proxy`: it believes headers from this machine and shows everybody else its
 * login. Dashboards of kube-prometheus-stack and of people, drawn from the cluster's own Prometheus; nobody may
 * frame it, as by default.
 */
export function createGrafana({ place, prometheusUrl, clock = Date.now, beamlines = [] }: GrafanaOptions): RequestListener {
  const library = createLibrary({ beamlines, clock });
  const api = createApi(library);
  const people = createPeople();
  const source = prometheusSource(prometheusUrl);

  const show = ({ res, query }: Exchange, page: Omit<GrafanaPage, "place" | "theme">) => answerDocument(res, { place, theme: query.get("theme") ?? undefined, ...page });
  const notFound = (exchange: Exchange, person: SignedIn, what: string) => show(exchange, { title: what, person, status: 404, body: html`<main class="narrow"><h1>${what}</h1><p><a href="/dashboards">All dashboards</a></p></main>` });

  const showDashboard = async (exchange: Exchange, person: SignedIn, stored: Stored, solo: boolean) => {
    const { query } = exchange;
    const { dashboard } = stored;
    const chosen = await choose(dashboard, query, source);
    const context = { source, chosen, range: readRange(query, clock(), dashboard.time), zone: readZone(query) };
    const wanted = query.get(solo ? "panelId" : "viewPanel");
    const alone = wanted === null ? undefined : dashboard.panels.find(({ id, type }) => id === panelNumber(wanted) && type !== "row");
    if (solo && alone === undefined) return notFound(exchange, person, "Panel not found");
    if (solo && alone !== undefined) return show(exchange, { title: alone.title, person, look: "solo", body: html`<main>${panelFrame(alone, await drawPanel(alone, context))}</main>` });
    const panels = alone === undefined ? dashboard.panels : [{ ...alone, gridPos: { x: 0, y: 0, w: 24, h: 16 } }];
    const drawn = await Promise.all(panels.map((panel) => drawPanel(panel, context)));
    const link = (panel: number | undefined) => {
      const rest = new URLSearchParams(query);
      rest.delete("viewPanel");
      if (panel !== undefined) rest.set("viewPanel", String(panel));
      return `${dashboardPath(dashboard)}?${rest}`;
    };
    const grid = html`<div class="grid">${panels.map((panel, index) => panelFrame(panel, drawn[index] ?? html``, link(panel.id)))}</div>`;
    const kiosk = query.has("kiosk") && query.get("kiosk") !== "false";
    const bars = html`${heading(stored, person, library.stars(person.login).has(dashboard.uid))}${controls(stored, chosen, query)}${alone === undefined ? "" : html`<p><a href="${link(undefined)}">All panels</a></p>`}`;
    show(exchange, { title: dashboard.title, person, look: kiosk ? "kiosk" : "full", places: placesOf(panels), body: html`<main>${kiosk ? "" : bars}${grid}</main>` });
  };

  const showPage = (exchange: Exchange, person: SignedIn) => {
    const { res, path, query } = exchange;
    if (path === "/" || path === "/dashboards") return show(exchange, { title: "Dashboards", person, body: listPage(library, person.login, query) });
    if (path === "/login") return void res.writeHead(302, { location: "/" }).end();
    const [, kind = "", uid = ""] = /^\/(d|d-solo|dashboards\/f)\/([\w-]+)(?:\/|$)/.exec(path) ?? [];
    const folder = kind === "dashboards/f" ? library.folder(uid) : undefined;
    if (folder !== undefined) return show(exchange, { title: folder.title, person, body: listPage(library, person.login, query, folder) });
    const stored = kind.startsWith("d-solo") || kind === "d" ? library.find(uid) : undefined;
    if (stored === undefined) return notFound(exchange, person, kind === "d" || kind === "d-solo" ? "Dashboard not found" : "Page not found");
    return showDashboard(exchange, person, stored, kind === "d-solo");
  };

  return listenWith(
    async (exchange) => {
      const { req, res, method, path } = exchange;
      if (path === "/api/health") return answerJson(res, { commit: "demo", database: "ok", version });
      requireOwnOrigin(req);
      const person = people.of(req);
      if (path.startsWith("/api/")) {
        if (person === undefined) return answerJson(res, { message: "Unauthorized", messageId: "auth.unauthorized", statusCode: 401, traceID: "" }, 401);
        return api(exchange, person);
      }
      if (person === undefined) {
        if (path !== "/login") return void res.writeHead(302, { location: "/login" }).end();
        return show(exchange, { title: "Log in", person, status: method === "POST" ? 401 : 200, body: loginPage(method === "POST" ? "Invalid username or password" : undefined) });
      }
      if (path === "/logout") return void res.writeHead(302, { location: "/login" }).end();
      if (!(req.headers.cookie ?? "").includes(`${loginCookie}=`)) res.setHeader("set-cookie", `${loginCookie}=${person.id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000`);
      return showPage(exchange, person);
    },
    ({ res }, { status, message }) => answerJson(res, { message }, status),
  );
}
