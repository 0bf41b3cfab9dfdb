import { CastorError, type NamedTool, type Person } from "@/lib/model";
import type { ClusterParts } from "../cluster";
import { namedTools } from "../found-merging";
import { isBehind, toolBase } from "../tool-access";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** What clusters say of their own tools beside what the settings say, and what was refused. */
export function foundOf({ find, behind, publicUrl }: ToolsParts): Pick<ToolsPortal, "found" | "refusals"> {
  return {
    found(person, id) {
      const cluster = find(person, id);
      requireAdministrator(person);
      return { ...cluster.found.report(), named: namedOf(person, cluster, publicUrl) };
    },
    refusals(person) {
      requireAdministrator(person);
      return behind.refusals.report();
    },
  };
}

function namedOf(person: Person, { settings, upstreams }: ClusterParts, publicUrl: string): readonly NamedTool[] {
  return namedTools(
    settings,
    upstreams.map((upstream) => {
      const { tool, title, settings: of } = upstream;
      const access = isBehind(upstream) ? of.gateway?.access : undefined;
      const href = toolBase(person, settings, upstream, publicUrl)?.base ?? of.publicUrl;
      return { id: tool.id, title, icon: tool.icon, href, groups: of.groups, ...(access === undefined ? {} : { access }) };
    }),
  );
}

function requireAdministrator({ admin }: Person): void {
  if (!admin) throw new CastorError("forbidden", "What a cluster says of its tools, and what was refused, is for administrators.");
}
