import type { AnySource, LoadContext } from "@/lib/hub";
import { CastorError, topicAddress, type Person, type Topic, type TopicKind, type TopicValues } from "@/lib/model";
import { usage } from "@/lib/tools/prometheus";
import { alertCountsOf, alertingSourceOf } from "./alerting";
import { attentionOf } from "./cluster-attention";
import { healthEvery, type ClusterParts } from "./cluster";
import { rightsKey } from "./identity";
import { objectSourceOf } from "./object-sources";
import type { Now } from "./shared";

type Loads = { readonly [K in TopicKind]?: { readonly every: number; readonly asPerson?: true; readonly load: (context: LoadContext) => Promise<TopicValues[K]> } };

/**
 * What a topic of this cluster is measured with, for this person. What is fetched with the
 * person's own rights has the person in its key, so that nobody gets another's answers.
 */
export function sourceOf(cluster: ClusterParts, topic: Topic, person: Person, now: Now): AnySource {
  const { kind, name = "" } = topic;
  if (kind === "nodes") return cluster.live.nodes;
  if (kind === "node") return cluster.live.node(name);
  const ofAlerting = alertingSourceOf(cluster, topic, person, now);
  if (ofAlerting !== undefined) return ofAlerting;
  const ofObjects = objectSourceOf(cluster, topic, person);
  if (ofObjects !== undefined) return ofObjects;
  const address = topicAddress(topic);
  const loads: Loads = {
    readiness: {
      every: 5_000,
      load: async () => {
        const nodes = await cluster.inventory.fresh();
        const notReady = nodes.filter(({ ready }) => !ready).map((node) => node.name);
        return { ready: nodes.length - notReady.length, total: nodes.length, notReady };
      },
    },
    usage: { every: 10_000, load: ({ signal }) => usage(needed(cluster.prometheus, cluster, "Prometheus"), { now: now(), signal }) },
    health: { every: healthEvery, load: () => cluster.health.read() },
    alerts: { every: 5_000, load: () => alertCountsOf(cluster) },
    attention: { every: 5_000, load: () => attentionOf(cluster) },
    "node-info": {
      every: 10_000,
      load: async () => {
        const found = (await cluster.inventory.fresh()).find((node) => node.name === name);
        if (found === undefined) throw new CastorError("not-found", `${cluster.settings.title} has no node ${name}.`);
        return found;
      },
    },
    "node-pods": { every: 10_000, asPerson: true, load: ({ signal }) => cluster.kubernetes.as(cluster.asker(person)).podsOn(name, signal) },
    "node-events": { every: 5_000, asPerson: true, load: ({ signal }) => cluster.kubernetes.as(cluster.asker(person)).eventsOn(name, signal) },
    events: { every: 10_000, asPerson: true, load: ({ signal }) => cluster.kubernetes.as(cluster.asker(person)).warnings(signal) },
    panel: { every: 15_000, load: ({ signal }) => panelOf(cluster, topic, signal) },
  };
  const found = loads[kind];
  if (found === undefined) throw new CastorError("invalid", `“${address}” is not a topic.`);
  if (kind === "panel") panelNamed(cluster, topic);
  const from = askedBy[kind]?.(cluster);
  return {
    key: found.asPerson ? `${address}#${rightsKey(person)}` : address,
    topic: address,
    every: found.every,
    keep: 1,
    load: found.load,
    ...(from === undefined ? {} : { from }),
  };
}

const api = ({ kubernetes }: ClusterParts) => kubernetes.name;
const metrics = ({ prometheus }: ClusterParts) => prometheus?.name;

/** Who answers a kind of topic, for the sentence about an answer that does not come. */
const askedBy: { readonly [K in TopicKind]?: (cluster: ClusterParts) => string | undefined } = {
  readiness: api,
  "node-info": api,
  "node-pods": api,
  "node-events": api,
  events: api,
  usage: metrics,
  panel: metrics,
  alerts: ({ alertmanager }) => alertmanager?.name,
};

function needed<T>(tool: T | undefined, { settings }: ClusterParts, title: string): T {
  if (tool === undefined) throw new CastorError("not-found", `${settings.title} has no ${title} in Castor's settings.`);
  return tool;
}

function panelNamed(cluster: ClusterParts, { name }: Topic) {
  for (const { tool, client } of cluster.upstreams) {
    const panel = tool.panels.find(({ id }) => id === name);
    if (panel !== undefined) return { panel, client };
  }
  throw new CastorError("invalid", `${cluster.settings.title} has no panel ${name ?? ""}.`);
}

function panelOf(cluster: ClusterParts, topic: Topic, signal: AbortSignal) {
  const { panel, client } = panelNamed(cluster, topic);
  const node = (name: string) => `/clusters/${cluster.settings.id}/nodes/${encodeURIComponent(name)}`;
  return panel.load(client, { args: topic.args, signal, hrefs: { node } });
}
