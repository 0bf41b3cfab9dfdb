import { timeRanges } from "@/lib/model";
import { defineTool } from "../tool";
import { grafana as client } from "./client";
import { grafanaSettings } from "./options";

export { alertDashboard, type AlertDashboard } from "./alert-dashboard";
export { grafanaDashboards, type DashboardParts, type FoundDashboard, type GrafanaDashboards } from "./dashboards";
export { dashboardPlace, firstPanels, isAbout, matchDashboards, type DashboardMatch, type DashboardTarget } from "./matching";
export type { GrafanaOptions } from "./options";

export const grafana = defineTool({
  id: "grafana",
  title: "Grafana",
  purpose: "Draws everything Prometheus measured, over any time, on dashboards",
  icon: "grafana",
  settings: grafanaSettings,
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
