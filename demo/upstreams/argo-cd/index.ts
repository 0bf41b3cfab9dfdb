import type { IncomingMessage, RequestListener } from "node:http";
import { bearerPersons, type BearerPerson } from "../../bearer-person";
import { answerJson, listenWith, Refusal, type Exchange } from "../../exchange";
import { answerPage } from "../../page";
import type { World } from "../../world/world";
import { applicationsOf, type Application } from "./applications";
import { applicationPage, listPage, signInPage } from "./pages";

/** The version that the simulator tells. */
const version = "v3.1.5+cfeed49";

interface ArgoCdParts {
  readonly world: World;
  readonly place: string;
  /** Of its own account, which the portal uses. */
  readonly token: string;
  /** Whose ID tokens it takes besides; where absent, its pages are open to everybody. */
  readonly issuer?: string;
}

/** The account that the token belongs to. */
const ownAccount: BearerPerson = { issuer: "argocd", name: "castor", email: "castor", groups: [] };

/** A simulated Argo CD over the World's workloads: version, settings, applications (for whoever brings its token or an ID token), and pages. */
export function createArgoCd({ world, place, token, issuer }: ArgoCdParts): RequestListener {
  const personOf = issuer === undefined ? async () => undefined : bearerPersons(issuer);
  const askerOf = async (req: IncomingMessage) => (req.headers.authorization === `Bearer ${token}` ? ownAccount : personOf(req));

  const api = async ({ req, res, method, path, query }: Exchange) => {
    if (path === "/api/version") return answerJson(res, { Version: version });
    if (path === "/api/v1/settings") return answerJson(res, { url: `http://${req.headers.host}`, appLabelKey: "app.kubernetes.io/instance", controllerNamespace: "argocd", execEnabled: false });
    if (method !== "GET" && !/^application\/json\b/i.test(req.headers["content-type"] ?? "")) throw new Refusal(415, "Invalid content type");
    const asker = await askerOf(req);
    if (path === "/api/v1/session/userinfo") return answerJson(res, asker === undefined ? {} : { loggedIn: true, username: asker.email, iss: asker.issuer, groups: asker.groups });
    if (asker === undefined) throw new Refusal(401, "no session information");
    const name = /^\/api\/v1\/applications\/([^/]+)$/.exec(path)?.[1];
    if (method !== "GET" || (name === undefined && path !== "/api/v1/applications")) throw new Refusal(404, "Not Found");
    const chosen = select(applicationsOf(world), query);
    if (name === undefined) return answerJson(res, { metadata: { resourceVersion: String(world.now()) }, items: chosen });
    const found = chosen.find(({ metadata }) => metadata.name === name);
    if (found !== undefined) return answerJson(res, found);
    // Without a project Argo CD does not tell what is missing from what is forbidden.
    throw query.has("project") ? new Refusal(404, `applications.argoproj.io "${name}" not found`) : new Refusal(403, "permission denied");
  };

  const pages = async ({ req, res, path, query }: Exchange) => {
    // By default the real one lets only its own pages frame it, and says so in both ways.
    res.setHeader("x-frame-options", "sameorigin");
    const asker = await askerOf(req);
    if (path === "/login") return answerPage(res, signInPage(place));
    if (asker === undefined && issuer !== undefined) return void res.writeHead(302, { location: `/login?${new URLSearchParams({ return_url: req.url ?? "/" }).toString()}` }).end();
    const [, namespace, name] = /^\/applications\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (name !== undefined) return answerPage(res, applicationPage(applicationsOf(world).find(({ metadata }) => metadata.name === name && metadata.namespace === namespace), place, asker));
    if (path !== "/" && path !== "/applications") throw new Refusal(404, "Not Found");
    answerPage(res, listPage(place, applicationsOf(world).filter(({ spec }) => query.get("proj") === null || query.get("proj") === spec.project), asker));
  };

  return listenWith(
    (exchange) => {
      if (exchange.path === "/healthz") return void exchange.res.end("ok");
      return exchange.path.startsWith("/api/") ? api(exchange) : pages(exchange);
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
