import { CastorError, type Opening, type Person, type ToolPage } from "@/lib/model";
import { toolOrigin } from "@/lib/gateway";
import { isAllowed } from "../access";
import type { ClusterParts } from "../cluster";
import { isBehind, toolLevel } from "../tool-access";
import type { Upstream } from "../upstreams";

/** The tool of a cluster as its settings name it; throws `not-found` where they do not. */
export function upstreamOf({ settings, upstreams }: Pick<ClusterParts, "settings" | "upstreams">, tool: string): Upstream {
  const found = upstreams.find((each) => each.tool.id === tool);
  if (found === undefined) throw new CastorError("not-found", `${settings.title} has no tool ${tool}.`);
  return found;
}

/** What is known of a tool's page by the settings and the person's rights alone. Whoever may not open the tool is not told where it is. */
export function toolPage(person: Person, cluster: Pick<ClusterParts, "settings" | "upstreams">, tool: string, publicUrl: string): ToolPage {
  const upstream = upstreamOf(cluster, tool);
  const { settings, title } = upstream;
  const { behind, id, purpose, icon } = upstream.tool;
  const { title: where, id: clusterId } = cluster.settings;
  const about = { tool: id, title, purpose, icon };
  const name = `${title} of ${where}`;
  if (!isAllowed(person, settings.groups)) return { ...about, opening: forbidden(name) };
  if (behind === undefined) return { ...about, tab: settings.publicUrl, opening: ownSignIn(title) };
  if (!isBehind(upstream)) return { ...about, tab: settings.publicUrl, opening: unprotected(name, id, clusterId, person) };
  const level = toolLevel(person, settings);
  if (level === undefined) return { ...about, opening: forbidden(name) };
  const origin = toolOrigin(publicUrl, id, clusterId);
  const { start = "/", theme } = behind;
  return {
    ...about,
    frame: { origin, level, start, ...(theme === undefined ? {} : { theme }) },
    tab: `${origin}${start}`,
    opening: { state: "ready", sentence: `${name} opens here.` },
  };
}

const forbidden = (name: string): Opening => ({
  state: "forbidden",
  sentence: `You may not open ${name}: none of your groups is let in.`,
  advice: "Ask an administrator of Castor which group opens it, have yourself added, then sign out and in again.",
});

const ownSignIn = (title: string): Opening => ({
  state: "refuses-framing",
  sentence: `${title} insists on its own sign-in and does not let another page show it.`,
  advice: "Open it in a tab of its own.",
});

const unprotected = (name: string, tool: string, cluster: string, { admin }: Person): Opening => ({
  state: "unprotected",
  sentence: `${name} is not behind Castor's sign-in, so it cannot be shown inside Castor's page.`,
  advice: `Open it in a tab of its own. ${admin ? `To have it here, give it a section tools.${tool}.gateway under the cluster ${cluster} in castor.yaml.` : "An administrator can put it behind the sign-in."}`,
});
