import type { RequestListener } from "node:http";
import { answerJson, listenWith, Refusal, requireBearer, type Exchange } from "../../exchange";
import { answerPage, html, state, table, type Markup, type Page } from "../../page";
import type { World } from "../../world/world";
import { applicationsOf, type Application } from "./applications";

/** The version that the simulator tells. */
const version = "v3.1.5+cfeed49";

/** A simulated Argo CD over the World's workloads: version, settings, applications (with its token), and pages. */
export function createArgoCd({ world, place, token }: { world: World; place: string; token: string }): RequestListener {
  const api = ({ req, res, method, path, query }: Exchange) => {
    if (path === "/api/version") return answerJson(res, { Version: version });
    if (path === "/api/v1/settings") return answerJson(res, { url: `http://${req.headers.host}`, appLabelKey: "app.kubernetes.io/instance", controllerNamespace: "argocd", execEnabled: false });
    if (method !== "GET" && !/^application\/json\b/i.test(req.headers["content-type"] ?? "")) throw new Refusal(415, "Invalid content type");
    requireBearer(req, token, "no session information");
    const name = /^\/api\/v1\/applications\/([^/]+)$/.exec(path)?.[1];
    if (method !== "GET" || (name === undefined && path !== "/api/v1/applications")) throw new Refusal(404, "Not Found");
    const chosen = select(applicationsOf(world), query);
    if (name === undefined) return answerJson(res, { metadata: { resourceVersion: String(world.now()) }, items: chosen });
    const found = chosen.find(({ metadata }) => metadata.name === name);
    if (found !== undefined) return answerJson(res, found);
    // Without a project Argo CD does not tell what is missing from what is forbidden.
    throw query.has("project") ? new Refusal(404, `applications.argoproj.io "${name}" not found`) : new Refusal(403, "permission denied");
  };

  return listenWith(
    (exchange) => {
      const { res, path, query } = exchange;
      if (path === "/healthz") return void res.end("ok");
      if (path.startsWith("/api/")) return api(exchange);
      const [, namespace, name] = /^\/applications\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
      if (name !== undefined) return showOne(exchange, applicationsOf(world).find(({ metadata }) => metadata.name === name && metadata.namespace === namespace), place);
      if (path !== "/" && path !== "/applications") throw new Refusal(404, "Not Found");
      answerPage(res, listPage(place, applicationsOf(world).filter(({ spec }) => query.get("proj") === null || query.get("proj") === spec.project)));
    },
    ({ res }, { status, message }) => answerJson(res, { error: message, code: status === 401 ? 16 : status === 403 ? 7 : 5, message }, status),
  );
}

function select(all: readonly Application[], query: URLSearchParams): readonly Application[] {
  const projects = [...query.getAll("projects"), ...query.getAll("project")];
  const namespace = query.get("appNamespace");
  const selector = (query.get("selector") ?? "").split(",").filter((term) => term !== "").map((term) => term.split(/==?/));
  return all.filter(
    ({ metadata, spec }) =>
      (projects.length === 0 || projects.includes(spec.project)) &&
      (namespace === null || namespace === "" || namespace === metadata.namespace) &&
      selector.every(([name = "", value]) => (value === undefined ? name in metadata.labels : metadata.labels[name] === value)),
  );
}

const page = (place: string, title: string, body: Markup): Page => ({ tool: "Argo CD", place, title, nav: [{ title: "Applications", href: "/applications" }], body, framing: "same-origin" });

function health({ metadata, status }: Application): Markup {
  const kind = { Healthy: "ok", Progressing: "warn", Degraded: "crit", Missing: "crit" } as const;
  return html`${state(kind[status.health.status], status.health.status)} ${metadata.labels["STOPPED"] === "1" ? state("quiet", "Stopped") : ""}`;
}

function listPage(place: string, applications: readonly Application[]): Page {
  const rows = applications.map((app) => [
    html`<a href="/applications/${app.metadata.namespace}/${app.metadata.name}">${app.metadata.name}</a><br><span class="muted">${app.metadata.annotations["epics-containers.github.io/description"] ?? ""}</span>`,
    health(app),
    app.status.sync.status,
    app.spec.project,
    app.spec.source.targetRevision,
    app.spec.destination.name,
  ]);
  return page(place, "Applications", html`<h1>${rows.length} applications</h1>${table("Applications", ["Name", "Health", "Sync", "Project", "Target revision", "Cluster"], rows)}`);
}

function showOne({ res }: Exchange, app: Application | undefined, place: string): void {
  if (app === undefined) return answerPage(res, { ...page(place, "Not found", html`<h1>There is no such application</h1>`), status: 404 });
  const { metadata, spec, status } = app;
  answerPage(res, page(place, metadata.name, html`<h1>${metadata.name}</h1><p>${health(app)} ${status.health.message ?? ""}</p>
<dl><dt>Project</dt><dd>${spec.project}</dd><dt>Repository</dt><dd>${spec.source.repoURL}</dd><dt>Path</dt><dd>${spec.source.path}</dd><dt>Target revision</dt><dd>${spec.source.targetRevision}</dd>
<dt>Synced to</dt><dd><code>${status.sync.revision.slice(0, 7)}</code></dd><dt>Destination</dt><dd>${spec.destination.name} / ${spec.destination.namespace}</dd>
<dt>Images</dt><dd>${(status.summary.images ?? ["none"]).map((image) => html`<code>${image}</code> `)}</dd></dl>`));
}
