import { exportersQuery, scrapesQuery, selectorOf, type Exporter } from "./exporters";
import { allNodesQueries, nodeChartQueries, usageQueries } from "./node-queries";
import { rateWindow } from "./promql";
import { completedQuery, topologyQueries } from "./topology";
import { workloadChartQueries } from "./workload-history";
import { workloadQueries, type CadvisorForm, type KubeletForm } from "./workload-queries";

/** One query that Castor asks. `samples` is a range selector asked at one moment; the others work as instant and range queries. */
export interface CatalogueQuery {
  readonly id: string;
  readonly expression: string;
  readonly kind: "vector" | "samples";
}

const cadvisorForms: readonly CadvisorForm[] = ["container", "pod"];
const kubeletForms: readonly KubeletForm[] = ["state", "plain", "old"];

/**
 * Every query that Castor ever asks, in every variant, for one node and one namespace: so that
 * tests can run them all on a real Prometheus and compare a simulated one with it.
 */
export function catalogue(example: { readonly exporter: Pick<Exporter, "job" | "instance">; readonly namespace: string; readonly scrapeInterval: number }): readonly CatalogueQuery[] {
  const selector = selectorOf({ nodename: "", ...example.exporter });
  const window = rateWindow(example.scrapeInterval);
  const usage = usageQueries(window);
  const vectors: readonly (readonly [string, string])[] = [
    ["exporters", exportersQuery],
    ...Object.entries(nodeChartQueries(selector, window)).flatMap(([chart, lines]) => lines.map(({ expression }, index) => [`node/${chart}/${index}`, expression] as const)),
    ...Object.entries(allNodesQueries(window)).map(([figure, expression]) => [`nodes/${figure}`, expression] as const),
    ...Object.entries(usage).map(([figure, expression]) => [`usage/${figure}`, expression] as const),
    ["usage/cpu-history", `${usage.usedCores} / ${usage.totalCores}`],
    ["usage/memory-history", `${usage.usedBytes} / ${usage.totalBytes}`],
    ...[undefined, example.namespace].flatMap((namespace) => {
      const where = namespace === undefined ? "everywhere" : "namespace";
      return [
        ...cadvisorForms.flatMap((form) => [
          [`pod-cpu/${form}/${where}`, workloadQueries.podCpu(form, namespace)] as const,
          [`pod-memory/${form}/${where}`, workloadQueries.podMemory(form, namespace)] as const,
        ]),
        [`pod-network/${where}`, workloadQueries.podNetwork(namespace)] as const,
        [`pods-on-host-network/${where}`, workloadQueries.podsOnHostNetwork(namespace)] as const,
        [`statefulset-pods/${where}`, workloadQueries.statefulSetPods(namespace)] as const,
      ];
    }),
    ...["Pod", "StatefulSet"].flatMap((kind) =>
      Object.entries(workloadChartQueries({ kind, namespace: example.namespace, name: kind === "Pod" ? "p47-blueapi-0" : "p47-blueapi" }, window)).flatMap(([chart, lines]) =>
        lines.map(({ expression }, index) => [`${kind}/${chart}/${index}`, expression] as const),
      ),
    ),
    ["container-peaks", workloadQueries.containerPeaks(example.namespace, ["a", "b.c"], "6h")],
    ["container-throttling", workloadQueries.containerThrottling(example.namespace, ["a", "b.c"])],
    ["claim-usage", workloadQueries.claimUsage()],
    ...Object.entries({ ...topologyQueries, completed: completedQuery }).map(([part, expression]) => [`topology/${part}`, expression] as const),
    ["node-memory/total", workloadQueries.nodeMemoryTotal()],
    ["node-memory/used", workloadQueries.nodeMemoryUsed()],
    ...kubeletForms.flatMap((form) => [
      [`kubelet-pods/${form}`, workloadQueries.kubeletPods(form)] as const,
      [`kubelet-containers/${form}`, workloadQueries.kubeletContainers(form)] as const,
    ]),
  ];
  return [
    { id: "scrapes", expression: scrapesQuery(selector), kind: "samples" },
    ...vectors.map(([id, expression]) => ({ id, expression, kind: "vector" as const })),
  ];
}
