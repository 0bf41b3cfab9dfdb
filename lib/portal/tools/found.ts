import { CastorError, type Person } from "@/lib/model";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** What clusters say of their own tools, and what was refused. */
export function foundOf({ find, behind }: ToolsParts): Pick<ToolsPortal, "found" | "refusals"> {
  return {
    found(person, id) {
      const cluster = find(person, id);
      requireAdministrator(person);
      return { cluster: id, enabled: cluster.settings.found !== undefined, entries: [], mistakes: [] };
    },
    refusals(person) {
      requireAdministrator(person);
      return behind.refusals.report();
    },
  };
}

function requireAdministrator({ admin }: Person): void {
  if (!admin) throw new CastorError("forbidden", "What a cluster says of its tools, and what was refused, is for administrators.");
}
