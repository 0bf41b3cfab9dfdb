import { html, type Markup } from "../../page";
import { dashboardPath } from "./dashboard";
import type { Folder } from "./dashboards";
import type { Library, Stored } from "./library";
import { folderPath, general, search } from "./search";

/** The dashboards that a search finds, by their folders. */
export function listPage(library: Library, login: string, query: URLSearchParams, only?: Folder): Markup {
  const asked = new URLSearchParams(query);
  asked.set("type", "dash-db");
  if (only !== undefined) asked.set("folderUIDs", only.uid);
  const found = search(library, login, asked).flatMap(({ uid }) => library.find(uid) ?? []);
  const stars = library.stars(login);
  const groups = [...library.folders(), undefined].map((folder) => ({ folder, list: found.filter((stored) => stored.folder?.uid === folder?.uid) })).filter(({ list }) => list.length > 0);
  const item = ({ dashboard }: Stored) => html`<li><a href="${dashboardPath(dashboard)}">${dashboard.title}</a>${stars.has(dashboard.uid) ? html`<span class="badge">Starred</span>` : ""}<span class="end">${dashboard.tags.map((tag) => html`<a class="badge" href="/dashboards?tag=${encodeURIComponent(tag)}">${tag}</a>`)}</span></li>`;
  return html`<main class="narrow"><div class="head"><h1>${only?.title ?? "Dashboards"}</h1>${only === undefined ? "" : html`<a href="/dashboards">All dashboards</a>`}</div>
<form class="controls" method="get" role="search"><input name="query" type="search" value="${query.get("query") ?? ""}" aria-label="Search dashboards" placeholder="Search dashboards"><label><span>Show</span><select name="starred" aria-label="Show"><option value="">All</option><option value="true"${query.get("starred") === "true" ? html` selected` : ""}>Starred</option></select></label>${query.getAll("tag").map((tag) => html`<input type="hidden" name="tag" value="${tag}"><span class="badge">${tag}</span>`)}<button>Search</button></form>
${groups.length === 0 ? html`<p class="muted">No dashboard is called so.</p>` : groups.map(({ folder, list }) => html`<h2>${folder === undefined ? "General" : html`<a href="${folderPath(folder)}">${folder.title}</a>`}</h2><ul class="list" id="folder-${folder?.uid ?? general}">${list.map(item)}</ul>`)}</main>`;
}

/** For whoever no proxy has named. */
export const loginPage = (problem?: string): Markup => html`<main><form class="entry" method="post" action="/login"><h1>Welcome to Grafana</h1><label for="user">Email or username</label><input id="user" name="user" autocomplete="username"><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password"><button class="primary">Log in</button>
<p role="alert" class="problem">${problem ?? ""}</p><p class="muted">People come here through the portal, which says who they are.</p></form></main>`;
