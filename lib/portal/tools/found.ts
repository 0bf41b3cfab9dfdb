import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** What clusters say of their own tools, and what was refused. */
export function foundOf(_parts: ToolsParts): Pick<ToolsPortal, "found" | "refusals"> {
  throw new Error("Not written yet: H");
}
