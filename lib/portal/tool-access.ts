import type { Person, Tile, ToolLevel } from "@/lib/model";
import { toolOrigin } from "@/lib/gateway";
import type { ClusterSettings } from "@/lib/settings";
import { isAllowed } from "./access";
import type { Upstream } from "./upstreams";

/** What a person may do with a tool behind the sign-in; undefined is nothing at all, and the default. */
export function toolLevel(person: Person, { groups, gateway }: Pick<ClusterSettings["tools"][string], "groups" | "gateway">): ToolLevel | undefined {
  if (gateway === undefined || !isAllowed(person, groups)) return undefined;
  if (person.admin) return "full";
  return gateway.access.find((rule) => rule.groups.some((group) => person.groups.includes(group)))?.level;
}

/** Whether the gateway answers for this tool: the settings ask for it, and the tool can be put behind a sign-in. */
export function isBehind({ tool, settings }: Pick<Upstream, "tool" | "settings">): boolean {
  return settings.gateway !== undefined && tool.behind !== undefined;
}

/** Castor's page that shows a tool inside. */
export const toolHref = (cluster: string, tool: string) => `/clusters/${cluster}/tools/${tool}`;

/** Where a person reaches a tool, for tiles and deep links; undefined where they may not. */
export function toolBase(person: Person, cluster: Pick<ClusterSettings, "id">, upstream: Upstream, publicUrl: string): { readonly base: string; readonly tab?: string; readonly level?: ToolLevel } | undefined {
  const { tool, settings } = upstream;
  if (!isAllowed(person, settings.groups)) return undefined;
  if (!isBehind(upstream)) return { base: settings.publicUrl };
  const level = toolLevel(person, settings);
  if (level === undefined) return undefined;
  const tab = toolOrigin(publicUrl, tool.id, cluster.id);
  return settings.gateway?.open === "tab" ? { base: tab, level } : { base: toolHref(cluster.id, tool.id), tab, level };
}

/** The tile of a tool as a person sees it; none for whoever may not open it. */
export function toolTile(person: Person, cluster: ClusterSettings, upstream: Upstream, publicUrl: string): Tile | undefined {
  const place = toolBase(person, cluster, upstream, publicUrl);
  if (place === undefined) return undefined;
  const { tool, title } = upstream;
  const { base, tab, level } = place;
  return { id: tool.id, title, purpose: tool.purpose, icon: tool.icon, href: base, checked: true, ...(tab === undefined ? {} : { tab }), ...(level === "read" ? { readOnly: true as const } : {}) };
}
