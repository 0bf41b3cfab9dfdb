import type { z } from "zod";
import { alertmanager } from "./alertmanager";
import { argoCd } from "./argo-cd";
import { dashboard } from "./dashboard";
import { grafana } from "./grafana";
import { keycloak } from "./keycloak";
import { prometheus } from "./prometheus";
import { stackrox } from "./stackrox";
import type { Tool } from "./tool";

export { checkHealth, slow, type Check } from "./health";
export { address, link, type LinkKind, type LinkTargets, type Links, type Place } from "./link";
export { definePanel, defineTool, panelCard, type Health, type Panel, type PanelRequest, type Tool } from "./tool";

/** A tool whose client only the tool itself knows. */
export type AnyTool = Tool;

/** Every tool that can have a tile, in the order of the tiles. A new tool is one folder and one line here. */
export const tools = [dashboard, keycloak, prometheus, grafana, alertmanager, stackrox, argoCd] as const;

export type ToolId = (typeof tools)[number]["id"];

/** The schema of each tool's own `options`, by tool id: what the settings need to know. */
export const toolOptions: Readonly<Record<string, z.ZodType>> = Object.fromEntries(tools.map(({ id, settings }) => [id, settings]));

/** The tool of this id. */
export function toolOf(id: string): AnyTool | undefined {
  return tools.find((tool) => tool.id === id);
}
