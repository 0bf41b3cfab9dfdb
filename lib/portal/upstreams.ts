import type { ClusterSettings } from "@/lib/settings";
import { tools, type AnyTool } from "@/lib/tools";
import { createWire, type Wire } from "@/lib/wire";
import type { Log } from "./index";

/** A tool of one cluster, ready to be asked. */
export interface Upstream {
  readonly tool: AnyTool;
  readonly settings: ClusterSettings["tools"][string];
  /** Its name on the tile. */
  readonly title: string;
  readonly wire: Wire;
  readonly client: unknown;
  /** The ways to all its instances, `wire` the first of them. */
  readonly wires: readonly Wire[];
}

/** The tools that a cluster's settings name, in the registry's order. Nothing is asked yet. */
export function connectTools(cluster: ClusterSettings, log: Log): readonly Upstream[] {
  return tools.flatMap((tool: AnyTool) => {
    const settings = cluster.tools[tool.id];
    if (settings === undefined) return [];
    const title = settings.title ?? tool.title;
    const { token, tls } = settings;
    const connect = (name: string, url: string) =>
      createWire({
        name: `${name} of ${cluster.title}`,
        url,
        log,
        ...(tls === undefined ? {} : { tls: { insecure: tls.insecure, ...(tls.ca === undefined ? {} : { ca: tls.ca }) } }),
        ...(token === undefined ? {} : { headers: () => ({ authorization: `Bearer ${token}` }) }),
      });
    const wire = connect(title, settings.url);
    const wires = [wire, ...settings.instances.map((instance) => connect(instance.title, instance.url))];
    return [{ tool, settings, title, wire, wires, client: tool.client(wire, settings.options) }];
  });
}
