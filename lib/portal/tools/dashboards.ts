import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** Grafana's dashboards, asked in people's own names. */
export function dashboardsOf(_parts: ToolsParts): Pick<ToolsPortal, "dashboards" | "dashboardSource" | "dashboardsAbout"> {
  throw new Error("Not written yet: F");
}
