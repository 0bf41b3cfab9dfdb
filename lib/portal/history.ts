import { CastorError, podNamePatterns, type Person } from "@/lib/model";
import { link } from "@/lib/tools/link";
import { nodeHistory, nodesHistory, workloadHistory } from "@/lib/tools/prometheus";
import type { ClusterParts } from "./cluster";
import type { Portal } from "./index";
import type { Now } from "./shared";

/** The Portal's answers about nodes and their past. `find` refuses clusters that the person may not see. */
export function history(
  find: (person: Person, cluster: string) => ClusterParts,
  now: Now,
): Pick<Portal, "nodeNames" | "nodeHistory" | "nodesHistory" | "nodeLink" | "workloadHistory"> {
  const prometheusOf = ({ prometheus, settings }: ClusterParts) => {
    if (prometheus === undefined) throw new CastorError("not-found", `${settings.title} has no Prometheus in Castor's settings.`);
    return prometheus;
  };
  return {
    nodeNames: async (person, cluster) => (await find(person, cluster).inventory.known()).map(({ name }) => name),
    async nodeHistory(person, cluster, node, range, signal) {
      const parts = find(person, cluster);
      await Promise.allSettled([parts.inventory.known(), parts.scraper.nodes()]);
      return nodeHistory(prometheusOf(parts), { ...parts.hints(node), range, now: now(), signal });
    },
    async nodesHistory(person, cluster, signal) {
      const parts = find(person, cluster);
      const [known] = await Promise.all([parts.inventory.known(), parts.scraper.nodes().catch(() => [])]);
      const nodes = known.map(({ name }) => parts.hints(name));
      return { nodes: await nodesHistory(prometheusOf(parts), { nodes, now: now(), signal }) };
    },
    async workloadHistory(person, cluster, { kind, namespace, name }, range, signal) {
      const parts = find(person, cluster);
      if (podNamePatterns[kind] === undefined) throw new CastorError("invalid", `Nothing measures objects of the kind ${kind}.`);
      const { all, names } = await parts.namespaces(person, signal);
      if (!all && !names.includes(namespace)) throw new CastorError("forbidden", `You may not see the pods of ${namespace}.`);
      return workloadHistory(prometheusOf(parts), { kind, namespace, name, range, now: now(), signal });
    },
    nodeLink(person, cluster, node, chart, range) {
      const parts = find(person, cluster);
      const grafana = parts.upstreams.find(({ tool }) => tool.id === "grafana");
      const base = parts.toolBase(person, "grafana");
      if (grafana === undefined || base === undefined) return undefined;
      const { address, instance } = parts.hints(node);
      return link(grafana.tool, { base, options: grafana.settings.options }, "node", { node, chart, range, ...(address === undefined ? (instance === undefined ? {} : { instance }) : { address }) });
    },
  };
}
