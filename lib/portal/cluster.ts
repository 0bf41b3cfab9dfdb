import { instanceOf, type Cluster, type ExporterTarget, type Namespaces, type NodeInfo, type Person, type Right, type RightAnswer, type Tile, type ToolHealth } from "@/lib/model";
import type { ClusterSettings } from "@/lib/settings";
import { alertmanagerClient, type Alertmanager } from "@/lib/tools/alertmanager";
import { tools as knownTools } from "@/lib/tools";
import { checkHealth } from "@/lib/tools/health";
import { createRights, kubernetes, kubernetesWire, type Asker, type Kubernetes } from "@/lib/tools/kubernetes";
import { findTools } from "@/lib/tools/kubernetes/found-tools";
import { createScraper, type Scraper } from "@/lib/tools/node-exporter";
import { nodesOverview, prometheusClient, type NodeHints, type Prometheus } from "@/lib/tools/prometheus";
import { panelCard } from "@/lib/tools/tool";
import type { Headers, Wire } from "@/lib/wire";
import type { Store } from "@/lib/store";
import { isAllowed } from "./access";
import { createAlertBook, createAlertMemory, createTopology, type AlertBook, type KeptMemory, type Topology } from "./alerting";
import { connectExporter } from "./exporters";
import { createFoundTools, type FoundLoop } from "./found-tools";
import { createHealth } from "./health";
import { rightsKey, type Identities } from "./identity";
import { createInventory, type Inventory } from "./inventory";
import { createLiveNodes } from "./live-nodes";
import { createNamespaces } from "./namespaces";
import type { Log } from "./index";
import type { Now } from "./shared";
import { toolBase, toolTile } from "./tool-access";
import { connectTools, type Upstream } from "./upstreams";

/** One cluster with everything that can be asked about it. Making it asks nothing. */
export interface ClusterParts {
  readonly settings: ClusterSettings;
  readonly upstreams: readonly Upstream[];
  readonly kubernetes: Kubernetes;
  /** The way to the cluster's API in people's names: {@link ClusterParts.headers} say in whose. */
  readonly api: Wire;
  /** In whose name the API is asked, so that its own rules decide; for each request anew. */
  headers(person: Person): Promise<Headers>;
  /** The same with what the cluster's decisions about the person depend on. */
  asker(person: Person): Asker;
  /** Whether the person has these rights, in their order. */
  rights(person: Person, rights: readonly Right[], signal?: AbortSignal): Promise<readonly RightAnswer[]>;
  /** Where the person may look. */
  namespaces(person: Person, signal?: AbortSignal): Promise<Namespaces>;
  /** The namespaces that the person named in their preferences. */
  named(person: Person): Promise<readonly string[]>;
  /** Its alerts as everybody sees them, and what they are about. */
  readonly alerting: { readonly book: AlertBook; readonly topology: Topology; readonly memory: KeptMemory; readonly store: Store["alerts"] };
  readonly prometheus: Prometheus | undefined;
  /** All of them, the first one included. */
  readonly prometheuses: readonly Prometheus[];
  readonly alertmanagers: readonly Alertmanager[];
  readonly alertmanager: Alertmanager | undefined;
  readonly inventory: Inventory;
  readonly scraper: Scraper;
  readonly live: ReturnType<typeof createLiveNodes>;
  readonly health: { read(): Promise<readonly ToolHealth[]> };
  /** What its own objects say of tools and links. */
  readonly found: FoundLoop;
  /** By what Prometheus and Grafana may know a node: its name, address and exporter. */
  hints(node: string): NodeHints;
  /** Where a person reaches a tool, as the base of deep links; undefined where there is none or they may not. */
  toolBase(person: Person, tool: string): string | undefined;
  /** The cluster as this person sees it. */
  as(person: Person): Cluster;
  close(): Promise<void>;
}

/** A tool is checked this often while anybody looks, ms; the others wait this long for one that is slow. */
export const healthEvery = 10_000;
const patience = 1_200;

/** What all clusters share. */
export interface ClusterContext {
  readonly log: Log;
  readonly now: Now;
  readonly store: Store;
  readonly identities: Identities;
  /** Castor's own origin. */
  readonly publicUrl: string;
  /** The namespaces of a cluster that a person named in their preferences. */
  readonly named: (person: Person, cluster: string) => Promise<readonly string[]>;
}

export function createCluster(settings: ClusterSettings, { log, now, store, identities, publicUrl, named }: ClusterContext): ClusterParts {
  const { id, title, live } = settings;
  const upstreams = connectTools(settings, log);
  const wiresOf = (tool: string) => upstreams.find((upstream) => upstream.tool.id === tool)?.wires ?? [];
  const prometheuses = wiresOf("prometheus").map((each) => prometheusClient(each));
  const alertmanagers = wiresOf("alertmanager").map((each) => alertmanagerClient(each));
  const [prometheus] = prometheuses;
  const [alertmanager] = alertmanagers;
  const wire = kubernetesWire(settings.kubernetes, { name: `The Kubernetes API of ${title}`, log });
  // Where people's own tokens are asked for, nothing of Castor's may go with them.
  const people = settings.kubernetes.identity === "id-token" ? kubernetesWire(settings.kubernetes, { name: wire.name, log, bare: true }) : wire;
  const api = kubernetes(wire, now, people);
  const headers = (person: Person) => identities.headers(person, settings);
  const rights = createRights(people, now);
  const asker = (person: Person): Asker => ({ key: rightsKey(person), headers: () => headers(person) });
  const inventory = createInventory(() => api.nodes(), now);
  let targets: readonly ExporterTarget[] = [];
  const hints = ({ name, address }: Pick<NodeInfo, "name" | "address">): NodeHints => {
    const target = targets.find(({ node }) => node === name);
    return { node: name, address, instance: target && instanceOf(target) };
  };
  const scraper = createScraper({
    cluster: title,
    targets: async () => (targets = await api.exporterTargets({ namespace: live.namespace, service: live.service })),
    connect: connectExporter({ reach: live.reach, kubernetes: wire, log }),
  });
  const memory = createAlertMemory({ cluster: id, store, now, prometheuses, log });
  const book = createAlertBook({ cluster: id, alertmanagers, prometheuses, memory, every: settings.alerting.every * 1_000, now, log });
  const topology = createTopology({ cluster: id, prometheus, argo: wiresOf("argo-cd")[0], destinations: destinationsOf(settings), nodes: () => inventory.latest, now, log });
  const links = linksOf(settings);
  const { namespaces = [] } = settings.found ?? {};
  const found = createFoundTools({ settings, publicUrl, log, read: (signal) => findTools(wire, { namespaces, tools: knownTools.map((tool) => tool.id), signal }) });
  const panels = upstreams.flatMap(({ tool }) => tool.panels.map(panelCard));

  return {
    settings,
    upstreams,
    kubernetes: api,
    api: people,
    headers,
    asker,
    rights: (person, asked, signal) => rights(asker(person), asked, signal),
    named: (person) => named(person, id),
    namespaces: createNamespaces({
      asker,
      named: (person) => named(person, id),
      scope: (as, names, signal) => api.where(as, names, signal),
    }),
    prometheus,
    prometheuses,
    alertmanager,
    alertmanagers,
    alerting: { book, topology, memory, store: store.alerts },
    inventory,
    scraper,
    live: createLiveNodes({
      cluster: id,
      scraper,
      inventory,
      interval: live.interval * 1_000,
      scrapesPerSecond: live.scrapesPerSecond,
      fromPrometheus: prometheus && (async (nodes, signal) => (await nodesOverview(prometheus, { nodes, hints, now: now(), signal })).rows),
      now,
    }),
    health: createHealth({
      tools: upstreams.map(({ tool, client }) => ({ id: tool.id, check: (previous, signal) => checkHealth(tool, client, { now, signal, previous }) })),
      maxAge: healthEvery - 2_000,
      patience,
      now,
    }),
    found,
    hints: (node) => hints(inventory.latest.find(({ name }) => name === node) ?? { name: node }),
    toolBase: (person, tool) => {
      const upstream = upstreams.find((each) => each.tool.id === tool);
      return upstream && toolBase(person, settings, upstream, publicUrl)?.base;
    },
    as: (person) => ({
      ...{ id, title, purpose: settings.purpose, stage: settings.stage, accent: settings.accent, panels },
      ...(settings.kubeconfig === undefined ? {} : { kubeconfig: true }),
      ...(settings.kubernetes.revealSecrets ? { revealsSecrets: true } : {}),
      tiles: [...upstreams.flatMap((upstream) => toolTile(person, settings, upstream, publicUrl) ?? []), ...links.filter(({ groups }) => isAllowed(person, groups)).map(({ tile }) => tile), ...found.tiles(person)],
    }),
    async close() {
      found.close();
      await book.close();
      await Promise.all([scraper.close(), wire.close(), people.close(), ...upstreams.flatMap((upstream) => upstream.wires.map((each) => each.close()))]);
    },
  };
}

/** By what Argo CD may know the cluster: what its settings say, its id and title, and the addresses of its API. */
function destinationsOf({ id, title, kubernetes, kubeconfig, tools }: ClusterSettings): readonly string[] {
  const told = (tools["argo-cd"]?.options as { readonly destination?: string } | undefined)?.destination;
  return [told, id, title, kubernetes.via === "url" ? kubernetes.url : undefined, kubeconfig?.server].filter((name) => name !== undefined);
}

/** The settings' own links, after the tools. */
function linksOf(settings: ClusterSettings): readonly { readonly tile: Tile; readonly groups: readonly string[] }[] {
  return settings.links.map(({ title, purpose, icon, url, groups }, index) => ({
    tile: { id: `link-${index + 1}`, title, purpose, icon, href: url, checked: false },
    groups,
  }));
}
