import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Accent, Stage } from "../lib/model/cluster";
import type { SecretName } from "./secrets";
import { nodePanels } from "./upstreams/grafana/dashboards";
import { realm } from "./upstreams/identity";

/** What the demo's settings say of a cluster besides addresses. */
interface Described {
  readonly id: "pollux" | "argus" | "i22";
  readonly title: string;
  readonly purpose: string;
  readonly stage: Stage;
  readonly accent: Accent;
  readonly groups: readonly string[];
}

/** The clusters of the demo, in the order in which the portal shows them. */
export const describedClusters: readonly Described[] = [
  { id: "pollux", title: "Pollux", purpose: "Shared by the test beamlines", stage: "staging", accent: "violet", groups: [] },
  { id: "argus", title: "Argus", purpose: "Central services of the laboratory", stage: "production", accent: "teal", groups: [] },
  { id: "i22", title: "i22", purpose: "The beamline i22 in production", stage: "production", accent: "magenta", groups: ["i22-beamline"] },
];

/** Where everything of the demo is, as the portal must be told. */
export interface Addresses {
  /** Where people reach the portal. */
  readonly publicUrl: string;
  /** The identity provider, without a path. */
  readonly identity: string;
  /** An upstream's port by its id, such as `pollux/prometheus`. */
  readonly port: (id: string) => number;
}

/**
 * Writes the demo's castor.yaml into a folder and answers its path: an ordinary settings file,
 * with every secret in the environment.
 */
export function writeSettings(folder: string, addresses: Addresses): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "castor.yaml");
  writeFileSync(file, `# Written by the demo at each start; changes are lost.\n${stringify(settings(addresses))}`);
  return file;
}

const env = (name: SecretName) => ({ env: name });
const loopback = (port: number) => `http://127.0.0.1:${port}`;
const forPeople = (port: number) => `http://localhost:${port}`;

function settings(addresses: Addresses): object {
  const { publicUrl, identity } = addresses;
  return {
    publicUrl,
    secret: env("CASTOR_SECRET"),
    store: { path: "store" },
    signIn: {
      title: "Keycloak",
      issuer: `${identity}${realm}`,
      clientId: "castor",
      clientSecret: env("CASTOR_CLIENT_SECRET"),
      groupsClaim: "groups",
      scopes: ["openid", "profile", "email", "groups"],
    },
    administrators: ["castor-admins"],
    clusters: describedClusters.map((cluster) => clusterSettings(cluster, addresses)),
  };
}

/** Who besides the administrators may silence and acknowledge what. */
const responders: Readonly<Record<Described["id"], readonly object[]>> = {
  pollux: [{ groups: ["p47-beamline"], scope: ['namespace="p47-beamline"'], longest: "7d" }],
  argus: [],
  i22: [{ groups: ["i22-beamline"], scope: ['namespace="i22-beamline"'], longest: "7d" }],
};

/** The group of each cluster's own beamline; the central cluster belongs to nobody's. */
const beamlines: Readonly<Record<Described["id"], string | undefined>> = { pollux: "p47-beamline", argus: undefined, i22: "i22-beamline" };

/** Who may open what behind the sign-in, besides the administrators, and how each tool is told who asks. */
function gateways(id: Described["id"]): Readonly<Record<"grafana" | "prometheus" | "alertmanager" | "argo-cd" | "dashboard", object>> {
  const beamline = beamlines[id];
  const access = (level: "full" | "read") => (beamline === undefined ? [] : [{ groups: [beamline], level }]);
  const headers = { "X-WEBAUTH-USER": "username", "X-WEBAUTH-EMAIL": "email", "X-WEBAUTH-NAME": "name", "X-WEBAUTH-GROUPS": "groups", "X-WEBAUTH-ROLE": "role" };
  const roles = [{ groups: ["castor-admins"], role: "Admin" }, ...(beamline === undefined ? [] : [{ groups: [beamline], role: "Editor" }])];
  const bearer = { kind: "bearer", from: "id-token" };
  return {
    grafana: { access: access("full"), identity: { kind: "headers", headers, roles, role: "Viewer" } },
    prometheus: { access: access("read") },
    // Whoever loads its page may silence anything, so only administrators may.
    alertmanager: { access: [] },
    "argo-cd": { access: access("full"), identity: bearer },
    dashboard: { access: [], identity: bearer },
  };
}

function clusterSettings({ id, ...described }: Described, { identity, port }: Addresses): object {
  const gateway = gateways(id);
  const prefix = id.toUpperCase() as Uppercase<Described["id"]>;
  const tool = (upstream: string, more: object = {}) => ({ url: loopback(port(upstream)), publicUrl: forPeople(port(upstream)), ...more });
  return {
    id,
    ...described,
    kubernetes: { url: loopback(port(`${id}/kubernetes`)), token: env(`${prefix}_TOKEN`), revealSecrets: id === "pollux" },
    nodePorts: { from: 30_048, to: 30_060 },
    kubeconfig: { server: forPeople(port(`${id}/kubernetes`)), clientId: "kubectl" },
    alerting: { every: 2, responders: responders[id] },
    found: { every: 15 },
    live: { interval: 1, scrapesPerSecond: 25, reach: "direct", namespace: "monitoring", service: "node-exporter" },
    tools: {
      // The central cluster's dashboard shows how a tile is kept to a group.
      dashboard: tool(`${id}/dashboard`, { gateway: gateway.dashboard, ...(id === "argus" && { groups: ["castor-admins"] }) }),
      keycloak: { url: identity, publicUrl: `${identity}${realm}/account`, options: { realm: realm.split("/").at(-1) } },
      prometheus: tool(`${id}/prometheus`, { gateway: gateway.prometheus }),
      grafana: tool(`${id}/grafana`, { gateway: gateway.grafana, options: { nodePanels } }),
      alertmanager: tool(`${id}/alertmanager`, { gateway: gateway.alertmanager, ...(id === "pollux" && { instances: [{ title: "Alertmanager 2", url: loopback(port(`${id}/alertmanager-2`)) }] }) }),
      stackrox: tool(`${id}/stackrox`, { token: env(`${prefix}_STACKROX_TOKEN`) }),
      // One Argo CD on the central cluster deploys to all of them.
      "argo-cd": tool("argus/argo-cd", { token: env("ARGO_CD_TOKEN"), gateway: gateway["argo-cd"] }),
    },
    links: [{ title: "Graylog", purpose: "Logs of everything, searchable", url: forPeople(port("argus/graylog")), icon: "logs" }],
  };
}
