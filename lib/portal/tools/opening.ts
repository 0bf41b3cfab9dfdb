import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** Whether and how tools can be shown inside Castor's pages. */
export function openingOf(_parts: ToolsParts): Pick<ToolsPortal, "page" | "opening"> {
  throw new Error("Not written yet: E");
}
