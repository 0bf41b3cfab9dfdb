import { resolve } from "node:path";
import { accents, stages } from "@/lib/model/cluster";
import { z } from "zod";
import { certificates, secret, type Surroundings } from "./secret";
import { alerting } from "./alerting";
import { found, toolGateway } from "./gateway";
import { groups, identifier, mistake, section, text } from "./section";
import { linkUrl, upstreamUrl } from "./url";

const tls = (around: Surroundings) =>
  section({
    ca: certificates(around).optional().describe("Certificates of the authority that signed the tool's certificate, PEM."),
    insecure: z.boolean().default(false).describe("Accept any certificate; only for a first try."),
  });

const tool = (around: Surroundings, options: z.ZodType) =>
  section({
    url: upstreamUrl().describe("Where Castor reaches the tool."),
    publicUrl: linkUrl().optional().describe("Where a person's browser reaches it; `url` where absent."),
    instances: z
      .array(section({ title: text().describe("Its name for people."), url: upstreamUrl().describe("Where Castor reaches it.") }))
      .default([])
      .describe("More of the same tool beside `url`, under the same token and certificates: the other Alertmanagers or Prometheis of the cluster."),
    title: text().optional().describe("Its name on the tile, where it should differ from the tool's own."),
    groups: groups().default([]).describe("Who sees the tile; empty means every signed-in person."),
    token: secret(around).optional().describe("Bearer token with which Castor asks the tool."),
    gateway: toolGateway(around).optional().describe("Puts the tool behind Castor's sign-in, on a hostname of its own: `<tool>-<cluster>.<Castor's host>`. Without it the tile is a plain link."),
    tls: tls(around).optional().describe("How the tool's certificate is checked."),
    options: options.prefault({}).describe("What only this tool has; see the tool's own page."),
  }).transform((found) => ({ ...found, publicUrl: found.publicUrl ?? found.url }));

/** Every tool's section, by the ids and option schemas that the registry of tools brings. */
const tools = (around: Surroundings, toolOptions: Readonly<Record<string, z.ZodType>>) => {
  const shape = Object.fromEntries(Object.entries(toolOptions).map(([id, options]) => [id, tool(around, options).optional()]));
  return section(shape)
    .prefault({})
    .transform((found) => {
      const present = Object.entries(found).filter((entry): entry is [string, ToolSettings] => entry[1] !== undefined);
      return Object.fromEntries(present);
    });
};

const link = () =>
  section({
    title: text().describe("What the tile says."),
    purpose: text().describe("What it is for, in one sentence a newcomer understands."),
    url: linkUrl().describe("Where it opens."),
    icon: text().default("link").describe("The icon's name."),
    groups: groups().default([]).describe("Who sees the tile; empty means every signed-in person."),
  });

const kubernetes = (around: Surroundings) =>
  section({
    url: upstreamUrl().optional().describe("The API server's address; needs `token`."),
    token: secret(around).optional().describe("Bearer token of Castor's service account."),
    ca: certificates(around).optional().describe("Certificates of the cluster's authority, PEM."),
    context: text().optional().describe("A context of a kubeconfig file, instead of `url`."),
    kubeconfig: text().optional().describe("The kubeconfig file, relative to this file; kubectl's default where absent."),
    inCluster: z.literal(true).optional().describe("Castor runs in this cluster and uses its own service account."),
    identity: z
      .enum(["impersonate", "id-token"])
      .default("impersonate")
      .describe("How people are named to it: by impersonation, or by their own ID token, which the API server must trust."),
    revealSecrets: z.boolean().default(false).describe("Whether people may be shown values of Secrets, one key at a time, where Kubernetes lets them read it."),
  })
    .meta({ oneOf: [{ required: ["url", "token"] }, { required: ["context"] }, { required: ["inCluster"] }] })
    .transform((found, context): KubernetesSettings => ({ ...access(found, context, around), identity: found.identity, revealSecrets: found.revealSecrets }));

type Written = Readonly<Partial<Record<"url" | "token" | "ca" | "context" | "kubeconfig", string | undefined>>> & { readonly inCluster?: true | undefined };

function access(found: Written, context: z.core.$RefinementCtx, around: Surroundings): KubernetesAccess {
  const ways = ["url", "context", "inCluster"].filter((key) => found[key as keyof typeof found] !== undefined);
  if (ways.length !== 1) {
    mistake(context, "exactly one of url, context and inCluster", ways.length === 0 ? "none of them" : ways.join(" and "));
  } else if (found.url !== undefined) {
    if (found.token !== undefined) return { via: "url", url: found.url, token: found.token, ca: found.ca };
    mistake(context, "{env: NAME} or {file: path}", "nothing", ["token"]);
  } else if (found.context !== undefined) {
    const kubeconfig = found.kubeconfig === undefined ? undefined : resolve(around.folder, found.kubeconfig);
    return { via: "context", context: found.context, kubeconfig };
  }
  return { via: "in-cluster" };
}

const live = () =>
  section({
    interval: z.number().min(1, "at least 1").max(60, "at most 60").default(1).describe("Seconds between two live figures of a node."),
    scrapesPerSecond: z
      .number()
      .min(1, "at least 1")
      .max(1000, "at most 1000")
      .default(25)
      .describe("What live may cost the cluster; beyond it the interval stretches."),
    reach: z
      .enum(["direct", "proxy"])
      .default("direct")
      .describe("How node exporters are reached: directly, or through the Kubernetes API's pod proxy."),
    namespace: text().default("monitoring").describe("Namespace of the node exporter's service."),
    service: text().default("node-exporter").describe("The service whose EndpointSlices name the exporters."),
  });

const nodePorts = () =>
  section({
    from: z.number().int("a whole number").min(1, "at least 1").max(65_535, "at most 65535").describe("The first port."),
    to: z.number().int("a whole number").min(1, "at least 1").max(65_535, "at most 65535").describe("The last port."),
  });

const kubeconfig = (around: Surroundings) =>
  section({
    server: upstreamUrl().describe("The API server's address as people's computers reach it."),
    ca: certificates(around).optional().describe("Certificates of the cluster's authority, PEM."),
    clientId: text().describe("The identity provider's public client for kubectl."),
  });

/** One cluster's section. */
export const cluster = (around: Surroundings, toolOptions: Readonly<Record<string, z.ZodType>>) =>
  section({
    id: identifier().describe("Its name in addresses; unique."),
    title: text().describe("Its name for people."),
    purpose: text().describe("What it is for, in a few words."),
    stage: z.enum(stages).describe("How careful one must be with it."),
    accent: z.enum(accents).describe("The colour of its band; clusters share one only when all are in use."),
    groups: groups().default([]).describe("Who sees the cluster; empty means every signed-in person. Administrators always do."),
    kubernetes: kubernetes(around).describe("How its Kubernetes API is reached."),
    nodePorts: nodePorts().optional().describe("The node ports that the site allows for services."),
    kubeconfig: kubeconfig(around).optional().describe("What people download to use kubectl with their own sign-in; none where absent."),
    live: live().prefault({}).describe("Live figures of its nodes."),
    alerting: alerting().prefault({}).describe("Its alerts, and who may silence them."),
    found: found().optional().describe("Finds tools and links by the cluster's own Services, Ingresses and HTTPRoutes; nothing is looked for where absent."),
    tools: tools(around, toolOptions).describe("The tools that belong to it."),
    links: z.array(link()).default([]).describe("More tiles, which are not checked."),
  });

/** How Castor reaches a cluster's Kubernetes API. */
export type KubernetesAccess =
  | { readonly via: "url"; readonly url: string; readonly token: string; readonly ca: string | undefined }
  | { readonly via: "context"; readonly context: string; readonly kubeconfig: string | undefined }
  | { readonly via: "in-cluster" };

/** How Castor reaches it, and how people are treated there. */
export type KubernetesSettings = KubernetesAccess & {
  readonly identity: "impersonate" | "id-token";
  /** Values of Secrets may be shown to those who may read them. */
  readonly revealSecrets: boolean;
};

/** A tool as the settings describe it; `options` were checked by the tool's own schema. */
export type ToolSettings = z.output<ReturnType<typeof tool>>;
