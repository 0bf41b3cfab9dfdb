import { z } from "zod";
import { defineTool } from "../tool";
import { prometheus as client } from "./client";
import { kubelet } from "./panels/kubelet";
import { nodeMemory } from "./panels/node-memory";
import { podCpu } from "./panels/pod-cpu";
import { podNetwork } from "./panels/pod-network";
import { statefulSets } from "./panels/statefulsets";

export { alertGraph } from "./alert-graph";
export { catalogue, type CatalogueQuery } from "./catalogue";
export { claimUsage } from "./claim-usage";
export { prometheus as prometheusClient, type Prometheus } from "./client";
export { containerFigures, type ContainerFigure } from "./container-figures";
export { takeApart } from "./expression";
export { exporterOf, exporters, type Exporter, type NodeHints } from "./exporters";
export { nodeHistory } from "./node-history";
export { nodesHistory, nodesOverview, type NodeTrend } from "./nodes";
export type { AlertRules, RuleAlert } from "./rules";
export { pipelineMetrics, type PipelineMetrics } from "./pipeline-metrics";
export { topologyOf } from "./topology";
export { usage } from "./usage";
export { workloadHistory } from "./workload-history";

export const prometheus = defineTool({
  id: "prometheus",
  title: "Prometheus",
  purpose: "Measures everything in the cluster and keeps the figures of the past weeks",
  icon: "prometheus",
  settings: z.strictObject({}),
  client: (wire) => client(wire),
  health: async (prometheus, signal) => ({ version: (await prometheus.buildInfo(signal)).version }),
  links: {
    query: ({ expression, range }) => ({ path: "/graph", query: { "g0.expr": expression, "g0.tab": "0", "g0.range_input": range ?? "1h" } }),
    alert: ({ alertname }) => ({ path: "/alerts", query: { search: alertname } }),
  },
  panels: [statefulSets, podCpu, nodeMemory, kubelet, podNetwork],
  behind: {
    reads: ({ method, path, upgrade }) => !upgrade && method === "POST" && /^\/api\/v1\/(?:query|query_range|query_exemplars|series|labels|format_query|parse_query)$/.test(path),
    guarded: /^\/debug(?:\/|$)/,
  },
});
