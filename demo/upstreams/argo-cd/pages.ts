import { introduction, type BearerPerson } from "../../bearer-person";
import { html, state, table, type Markup, type Page } from "../../page";
import type { Application } from "./applications";

const tool = "Argo CD";

/** What is shown to whoever is not signed in. */
export const signInPage = (place: string): Page => ({
  tool,
  place,
  title: "Log in",
  framing: "same-origin",
  body: html`<div class="entry"><div class="card"><h1>Log in to Argo CD</h1><p>Nobody is signed in here.</p>
<p class="muted">This Argo CD takes an ID token of the laboratory's Keycloak as a bearer token. Castor sends yours when you open Argo CD there.</p></div></div>`,
});

function page(place: string, title: string, body: Markup, asker: BearerPerson | undefined): Page {
  const who = asker === undefined ? "" : html`<p class="muted">${introduction(asker)}</p>`;
  return { tool, place, title, nav: [{ title: "Applications", href: "/applications" }], body: html`${who}${body}`, framing: "same-origin" };
}

function health({ metadata, status }: Application): Markup {
  const kind = { Healthy: "ok", Progressing: "warn", Degraded: "crit", Missing: "crit" } as const;
  return html`${state(kind[status.health.status], status.health.status)} ${metadata.labels["STOPPED"] === "1" ? state("quiet", "Stopped") : ""}`;
}

/** All applications of a project, or of all. */
export function listPage(place: string, applications: readonly Application[], asker: BearerPerson | undefined): Page {
  const rows = applications.map((app) => [
    html`<a href="/applications/${app.metadata.namespace}/${app.metadata.name}">${app.metadata.name}</a><br><span class="muted">${app.metadata.annotations["epics-containers.github.io/description"] ?? ""}</span>`,
    health(app),
    app.status.sync.status,
    app.spec.project,
    app.spec.source.targetRevision,
    app.spec.destination.name,
  ]);
  return page(place, "Applications", html`<h1>${rows.length} applications</h1>${table("Applications", ["Name", "Health", "Sync", "Project", "Target revision", "Cluster"], rows)}`, asker);
}

/** One application, or that there is none. */
export function applicationPage(app: Application | undefined, place: string, asker: BearerPerson | undefined): Page {
  if (app === undefined) return { ...page(place, "Not found", html`<h1>There is no such application</h1>`, asker), status: 404 };
  const { metadata, spec, status } = app;
  const body = html`<h1>${metadata.name}</h1><p>${health(app)} ${status.health.message ?? ""}</p>
<dl><dt>Project</dt><dd>${spec.project}</dd><dt>Repository</dt><dd>${spec.source.repoURL}</dd><dt>Path</dt><dd>${spec.source.path}</dd><dt>Target revision</dt><dd>${spec.source.targetRevision}</dd>
<dt>Synced to</dt><dd><code>${status.sync.revision.slice(0, 7)}</code></dd><dt>Destination</dt><dd>${spec.destination.name} / ${spec.destination.namespace}</dd>
<dt>Images</dt><dd>${(status.summary.images ?? ["none"]).map((image) => html`<code>${image}</code> `)}</dd></dl>`;
  return page(place, metadata.name, body, asker);
}
