import { dashboardsOf } from "./dashboards";
import { foundOf } from "./found";
import { openingOf } from "./opening";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

export type { ToolsPortal } from "./portal";

/** The Portal's answers about tools. */
export function toolsOf(parts: ToolsParts): ToolsPortal {
  return { ...openingOf(parts), ...dashboardsOf(parts), ...foundOf(parts) };
}
