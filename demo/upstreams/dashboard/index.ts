import type { RequestListener } from "node:http";
import { bearerPersons, introduction, type BearerPerson } from "../../bearer-person";
import { answerJson, listenWith, Refusal } from "../../exchange";
import { answerPage, html, state, table, type Markup, type Page } from "../../page";
import type { WorldCluster } from "../../world/cluster";
import { conditionsOf } from "../../world/conditions";
import { stateOf } from "../../world/life";
import type { Pod } from "../../world/pod";

/** More pods than this are counted, not listed. */
const listed = 200;

interface DashboardParts {
  readonly cluster: WorldCluster;
  readonly place: string;
  readonly clock: () => number;
  /** Whose ID tokens the cluster's API takes; where absent, the page is open to everybody. */
  readonly issuer?: string;
}

/** A simulated Kubernetes Dashboard 2: its status call, and one page whose fragment says what is open, for whoever brings an ID token. */
export function createDashboard({ cluster, place, clock, issuer }: DashboardParts): RequestListener {
  const personOf = issuer === undefined ? async () => undefined : bearerPersons(issuer);
  return listenWith(async ({ req, res, path }) => {
    const headerPresent = req.headers.authorization !== undefined;
    if (path === "/healthz") return void res.end("ok");
    if (path === "/api/v1/login/status") return answerJson(res, { tokenPresent: false, headerPresent, httpsMode: false, impersonationPresent: false, impersonatedUser: "" });
    if (path === "/api/v1/settings/global") return answerJson(res, { clusterName: place, itemsPerPage: 10, labelsLimit: 3, logsAutoRefreshTimeInterval: 5, resourceAutoRefreshTimeInterval: 5 });
    if (path === "/assets/config/config.json" || path === "/config") return answerJson(res, { serverTime: clock() });
    if (path !== "/") throw new Refusal(404, "404 page not found");
    const person = await personOf(req);
    answerPage(res, person === undefined && issuer !== undefined ? signInPage(place, headerPresent) : overview(cluster, place, clock(), person));
  });
}

const tool = "Kubernetes Dashboard";

function signInPage(place: string, refused: boolean): Page {
  return {
    tool,
    place,
    title: "Sign in",
    body: html`<div class="entry"><div class="card"><h1>Kubernetes Dashboard</h1><p>${refused ? "The bearer token that came with this request was refused: it has run out, or is not for this cluster." : "Nobody is signed in here."}</p>
<p class="muted">This Dashboard shows what the API server lets you see. It takes an ID token of the laboratory's Keycloak as a bearer token; Castor sends yours when you open the Dashboard there.</p></div></div>`,
  };
}

function overview(cluster: WorldCluster, place: string, now: number, person: BearerPerson | undefined): Page {
  const pods = [...cluster.pods.at(now)].sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
  const shown = pods.filter(({ namespace }) => namespace.endsWith("-beamline")).concat(pods.filter(({ namespace }) => !namespace.endsWith("-beamline"))).slice(0, listed);
  return {
    tool,
    place,
    title: "Overview",
    body: html`${person === undefined ? "" : html`<p class="muted">${introduction(person)}</p>`}<h1>${place}</h1><p id="open" role="status" class="muted">Kubernetes ${cluster.version}, ${cluster.nodes.length} nodes, ${pods.length} pods</p>
${table("Nodes", ["Name", "Ready", "Role", "CPU", "Address"], cluster.nodes.map((node) => [
      html`<a href="#/node/${node.name}" data-object="/node/${node.name}">${node.name}</a>`,
      readiness(conditionsOf(node, now).find(({ type }) => type === "Ready")?.status),
      node.machine.role,
      `${node.machine.cores} cores`,
      node.machine.ip,
    ]), ["CPU"])}
${table("Pods", ["Name", "Namespace", "State", "Restarts", "Node"], shown.map((pod) => {
      const life = stateOf(pod.life, now);
      return [html`<a href="#/pod/${pod.namespace}/${pod.name}" data-object="/pod/${pod.namespace}/${pod.name}">${pod.name}</a>`, pod.namespace, podState(pod, now), life.restarts, pod.node.name];
    }), ["Restarts"])}
${pods.length > shown.length ? html`<p class="muted">${pods.length - shown.length} more pods</p>` : ""}`,
    script: `
const show = () => {
  const path = decodeURIComponent(location.hash.slice(1).split("?")[0]);
  const found = [...document.querySelectorAll("[data-object]")].find((link) => link.dataset.object === path);
  if (!found) return;
  document.getElementById("open").textContent = "Open: " + path.slice(1).replaceAll("/", " / ");
  found.scrollIntoView({ block: "center" });
  found.focus();
};
addEventListener("hashchange", show);
show();`,
  };
}

function readiness(status: string | undefined): Markup {
  return status === "True" ? state("ok", "Ready") : state("crit", status === "Unknown" ? "Unknown" : "Not ready");
}

function podState(pod: Pod, now: number): Markup {
  const { state: phase, terminating } = stateOf(pod.life, now);
  if (terminating) return state("quiet", "Terminating");
  if (phase === "running") return state("ok", "Running");
  return phase === "creating" ? state("warn", "ContainerCreating") : state("crit", phase === "failed" ? "Error" : "CrashLoopBackOff");
}
