import { z } from "zod";
import { defineTool } from "../tool";
import { alertmanager as client } from "./client";
import { alerts } from "./panels/alerts";

export { alertmanager as alertmanagerClient, type Alertmanager, type AlertmanagerAlert, type AlertmanagerStatus } from "./client";

export const alertmanager = defineTool({
  id: "alertmanager",
  title: "Alertmanager",
  purpose: "Decides who is told about which alert, and keeps silences",
  icon: "alertmanager",
  settings: z.strictObject({}),
  client: (wire) => client(wire),
  async health(alertmanager, signal) {
    const { version, cluster } = await alertmanager.status(signal);
    return { version, ...(cluster.status === "settling" ? { degraded: "Its replicas are still finding each other." } : {}) };
  },
  links: {
    alert: ({ alertname }) => ({ path: "/", hash: `/alerts?filter=${encodeURIComponent(`{alertname=${JSON.stringify(alertname)}}`)}` }),
  },
  panels: [alerts],
  behind: { guarded: /^\/debug(?:\/|$)/ },
});
