import { z } from "zod";
import { timeRanges } from "@/lib/model";
import { defineTool } from "../tool";
import { grafana as client } from "./client";

const uid = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, "the uid of a dashboard");

/** Uids of the dashboards that kube-prometheus-stack brings. */
const settings = z.strictObject({
  nodeDashboard: uid.default("7d57716318ee0dddbac5a7f451fb7753").describe("Uid of the dashboard about one node exporter."),
  podDashboard: uid.default("6581e46e4e5c7ba40a07646395ef7b23").describe("Uid of the dashboard about one pod."),
  instanceVariable: z.string().regex(/^\w+$/, "the name of a variable").default("instance").describe("The node dashboard's variable that chooses the exporter."),
  exporterPort: z.int().min(1).max(65_535).default(9_100).describe("Port in the exporters' instance labels."),
  nodePanels: z.record(z.string(), z.int()).default({}).describe("Panel of the node dashboard for each chart: `{cpu: 2, memory: 5}`."),
});

export const grafana = defineTool({
  id: "grafana",
  title: "Grafana",
  purpose: "Draws everything Prometheus measured, over any time, on dashboards",
  icon: "grafana",
  settings,
  client: (wire) => client(wire),
  async health(grafana, signal) {
    const { database, version } = await grafana.health(signal);
    return { ...(version === undefined ? {} : { version }), ...(database === "ok" ? {} : { degraded: "Its database does not answer." }) };
  },
  links: {
    node({ node, instance, address, chart, range }, { nodeDashboard, instanceVariable, exporterPort, nodePanels }) {
      const panel = chart !== undefined && Object.hasOwn(nodePanels, chart) ? nodePanels[chart] : undefined;
      return {
        path: `/d/${nodeDashboard}`,
        query: {
          [`var-${instanceVariable}`]: instance ?? (address === undefined ? node : `${address}:${exporterPort}`),
          from: `now-${timeRanges[range ?? "1h"].seconds}s`,
          to: "now",
          ...(panel === undefined ? {} : { viewPanel: String(panel) }),
        },
      };
    },
    pod: ({ namespace, pod }, { podDashboard }) => ({ path: `/d/${podDashboard}`, query: { "var-namespace": namespace, "var-pod": pod } }),
  },
  panels: [],
  behind: {
    reads: ({ method, path, upgrade }) => (upgrade ? path === "/api/live/ws" : method === "POST" && /^\/api\/(?:ds\/query|tsdb\/query|annotations\/graphite|frontend-metrics)$/.test(path)),
    theme: "theme",
  },
});
