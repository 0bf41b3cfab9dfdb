import { toolPage } from "./tool-page";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** Whether and how tools can be shown inside Castor's pages. */
export function openingOf({ find, publicUrl }: ToolsParts): Pick<ToolsPortal, "page" | "opening"> {
  return {
    page: (person, cluster, tool) => toolPage(person, find(person, cluster), tool, publicUrl),
    opening: async (person, cluster, tool) => toolPage(person, find(person, cluster), tool, publicUrl).opening,
  };
}
