import { problemOf, type AttentionItem, type NodeInfo } from "@/lib/model";
import { alertHref } from "@/lib/model/alerting";
import { attention } from "./attention";
import type { ClusterParts } from "./cluster";

/** The nodes as they are, or as they were last known and why there is no newer word. */
async function nodesOf({ inventory }: ClusterParts): Promise<{ readonly nodes: readonly NodeInfo[]; readonly silent?: string }> {
  try {
    return { nodes: await inventory.fresh() };
  } catch (error) {
    return { nodes: await inventory.known().catch(() => []), silent: problemOf(error).message };
  }
}

/** Joins what Kubernetes, the alerts and the tools' checks say. What is silent is itself in the list; what it said last still stands. */
export async function attentionOf(cluster: ClusterParts): Promise<readonly AttentionItem[]> {
  const { settings, upstreams, alerting } = cluster;
  const [{ nodes, silent }, health] = await Promise.all([nodesOf(cluster), cluster.health.read(), alerting.book.ready()]);
  const { alerts, acknowledgements } = alerting.book.current;
  return attention({
    cluster: settings.id,
    notReady: nodes
      .filter(({ ready }) => !ready)
      .map(({ name, conditions }) => {
        const condition = conditions.find(({ type }) => type === "Ready");
        return { name, ...(condition === undefined ? {} : { since: condition.since, message: condition.message }) };
      }),
    ...(silent === undefined ? {} : { silent }),
    alerts: [...alerts.values()].filter(({ state }) => state === "firing"),
    acknowledgements,
    health,
    titles: Object.fromEntries(upstreams.map(({ tool, title }) => [tool.id, title])),
    nodes: Object.fromEntries(nodes.flatMap(({ name, address }) => [[name, name] as const, ...(address === undefined ? [] : [[address, name] as const])])),
    alertLink: ({ id }) => alertHref(settings.id, id),
  });
}
