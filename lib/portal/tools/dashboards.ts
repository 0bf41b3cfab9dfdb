import { CastorError } from "@/lib/model";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** Grafana's dashboards, asked in people's own names. */
export function dashboardsOf({ find }: ToolsParts): Pick<ToolsPortal, "dashboards" | "dashboardSource" | "dashboardsAbout"> {
  const refuse = (title: string) => new CastorError("not-found", `${title} has no Grafana behind Castor's sign-in.`);
  return {
    dashboards: async (person, cluster) => Promise.reject(refuse(find(person, cluster).settings.title)),
    dashboardSource: async (person, cluster) => Promise.reject(refuse(find(person, cluster).settings.title)),
    dashboardsAbout: async () => [],
  };
}
