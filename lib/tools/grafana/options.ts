import { z } from "zod";

const uid = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, "the uid of a dashboard");

/** What only Grafana has in the settings; the uids are those of kube-prometheus-stack's dashboards. */
export const grafanaSettings = z.strictObject({
  nodeDashboard: uid.default("7d57716318ee0dddbac5a7f451fb7753").describe("Uid of the dashboard about one node exporter."),
  podDashboard: uid.default("6581e46e4e5c7ba40a07646395ef7b23").describe("Uid of the dashboard about one pod."),
  instanceVariable: z.string().regex(/^\w+$/, "the name of a variable").default("instance").describe("The node dashboard's variable that chooses the exporter."),
  exporterPort: z.int().min(1).max(65_535).default(9_100).describe("Port in the exporters' instance labels."),
  nodePanels: z.record(z.string(), z.int()).default({}).describe("Panel of the node dashboard for each chart: `{cpu: 2, memory: 5}`."),
});

export type GrafanaOptions = z.output<typeof grafanaSettings>;
