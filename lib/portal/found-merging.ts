import { createHash } from "node:crypto";
import type { FoundEntry, FoundObject, NamedTool, Tile } from "@/lib/model";
import { readUrl } from "@/lib/model/read-url";
import type { ClusterSettings } from "@/lib/settings";
import { toolOf } from "@/lib/tools";
import type { FoundReading, FoundThing } from "@/lib/tools/kubernetes/found-tools";
import { settingsLines } from "./found-lines";

/** What a look at a cluster comes to beside its settings. */
export interface MergedFound {
  readonly entries: readonly FoundEntry[];
  readonly tiles: readonly { readonly tile: Tile; readonly groups: readonly string[] }[];
  readonly notes: readonly string[];
}

/** More tiles than this help nobody, and whoever may annotate objects could bury the others under them. */
const mostTiles = 100;

/** `Ingress monitoring/grafana`. */
export const objectName = ({ kind, namespace, name }: FoundObject) => `${kind} ${namespace}/${name}`;

/** What is found gives way to the settings: the same tool, or the same address; of two with one address the one that leads there itself stays. */
export function mergeFound(settings: ClusterSettings, publicUrl: string, { things, missing }: FoundReading): MergedFound {
  const named = namedAddresses(settings);
  const { origin, host } = new URL(publicUrl);
  const taken = new Map<string, string>();
  const outcomes = new Map<FoundThing, FoundEntry["outcome"]>();
  let shown = 0;
  for (const thing of [...things].sort((a, b) => Number(b.own) - Number(a.own))) {
    const at = placeOf(thing.href);
    const by =
      (thing.spokenForBy && objectName(thing.spokenForBy)) ??
      (thing.hidden ? undefined : (settingsName(thing, settings, named) ?? (isCastor(thing.href, origin, host) ? "Castor itself" : undefined) ?? (at === undefined ? undefined : taken.get(at))));
    const outcome: FoundEntry["outcome"] = by !== undefined ? { kind: "overridden", by } : thing.hidden ? { kind: "ignored" } : at === undefined ? { kind: "unreachable" } : { kind: "shown" };
    outcomes.set(thing, outcome);
    if (outcome.kind !== "shown" || at === undefined) continue;
    taken.set(at, objectName(thing.object));
    shown += 1;
    if (shown > mostTiles) outcomes.set(thing, { kind: "overridden", by: `the ${mostTiles} before it` });
  }
  const entries = things.map((thing) => entryOf(thing, outcomes.get(thing) ?? { kind: "ignored" }));
  return {
    entries,
    tiles: entries.flatMap((entry) => tileOf(entry)).sort((a, b) => a.tile.title.localeCompare(b.tile.title, "en", { numeric: true })),
    notes: shown > mostTiles ? [...missing, `The cluster names ${shown} tools and links; only the first ${mostTiles} have tiles.`] : missing,
  };
}

function entryOf(thing: FoundThing, outcome: FoundEntry["outcome"]): FoundEntry {
  const { object, by, tool, groups, href, url } = thing;
  const known = tool === undefined ? undefined : toolOf(tool);
  const title = thing.title ?? known?.title ?? object.name;
  const purpose = thing.purpose ?? known?.purpose ?? (href === undefined ? undefined : `Opens ${new URL(href).host}`);
  const icon = thing.icon ?? known?.icon ?? "link";
  const lines = outcome.kind === "shown" || outcome.kind === "unreachable" ? settingsLines(thing, { title, purpose: purpose ?? title, icon }) : undefined;
  return {
    ...{ object, by, title, icon, groups, outcome },
    ...(known === undefined ? {} : { tool: known.id, ...(url === undefined ? {} : { url }) }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(href === undefined ? {} : { href }),
    ...(lines === undefined ? {} : { lines }),
  };
}

function tileOf({ object, title, purpose = title, icon = "link", href, groups, outcome }: FoundEntry): MergedFound["tiles"] {
  if (outcome.kind !== "shown" || href === undefined) return [];
  return [{ tile: { id: tileId(object), title, purpose, icon, href, checked: false, found: objectName(object) }, groups }];
}

/** People pin tiles, so the id stays as long as the object's name; two names never come to one, and none is longer than a pin may be. */
function tileId(object: FoundObject): string {
  const { kind, namespace, name } = object;
  const words = `found-${kind}-${namespace}-${name}`.toLowerCase().replace(/[^a-z0-9-]/g, "-").slice(0, 54);
  return `${words}-${createHash("sha256").update(objectName(object)).digest("hex").slice(0, 8)}`;
}

/** An address without what may differ although it is the same page. */
function placeOf(address: string | undefined): string | undefined {
  const url = address === undefined ? undefined : readUrl(address);
  return url && `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** A link to Castor or to a tool behind it is no tool of its own: it is how people came here. */
function isCastor(href: string | undefined, origin: string, host: string): boolean {
  if (href === undefined) return false;
  const url = new URL(href);
  return url.origin === origin || url.host.endsWith(`.${host}`);
}

function settingsName({ tool, href, url }: FoundThing, settings: ClusterSettings, named: ReadonlyMap<string, string>): string | undefined {
  if (tool !== undefined && settings.tools[tool] !== undefined) return toolName(tool);
  for (const address of [href, url]) {
    const found = named.get(placeOf(address) ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

const toolName = (tool: string) => `tools.${tool} in castor.yaml`;

function namedAddresses({ tools, links }: ClusterSettings): ReadonlyMap<string, string> {
  const of = (name: string, addresses: readonly string[]) => addresses.flatMap((address): [string, string][] => {
    const place = placeOf(address);
    return place === undefined ? [] : [[place, name]];
  });
  return new Map([
    ...links.flatMap(({ title, url }) => of(`the link “${title}” in castor.yaml`, [url])),
    ...Object.entries(tools).flatMap(([id, { url, publicUrl, instances }]) => of(toolName(id), [url, publicUrl, ...instances.map((each) => each.url)])),
  ]);
}

/** What the settings name, for the same table. `hrefs` are where a tool opens. */
export function namedTools({ links }: ClusterSettings, tools: readonly Omit<NamedTool, "kind">[]): readonly NamedTool[] {
  return [
    ...tools.map((tool): NamedTool => ({ kind: "tool", ...tool })),
    ...links.map(({ title, icon, url, groups }, index): NamedTool => ({ kind: "link", id: `link-${index + 1}`, title, icon, href: url, groups })),
  ];
}
