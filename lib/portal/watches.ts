import type { FeedSource } from "@/lib/hub";
import { CastorError, changeTable, emptyTable, wholeTable, type ObjectTable, type Person, type TableChange, type Topic } from "@/lib/model";
import { discover, watchTable } from "@/lib/tools/kubernetes";
import type { ClusterParts } from "./cluster";

/** How often a quiet watch says that it is alive, ms. */
const every = 10_000;

/** The feed of a kind's objects as one person may see them; its frames are changes of a table. */
export function watchSource(cluster: ClusterParts, { resource, args }: Topic, person: Person): Omit<FeedSource, "key" | "topic" | "from"> {
  if (resource === undefined) throw new CastorError("invalid", "A watch is of a kind of objects.");
  const headers = () => cluster.headers(person);
  /** Only kinds that live in namespaces can be listed one namespace at a time. */
  const allowed = async (signal: AbortSignal) => {
    const kinds = await discover(cluster.api, await headers(), signal);
    const found = kinds.find((kind) => kind.group === resource.group && kind.resource === resource.resource);
    if (found?.namespaced !== true) throw new CastorError("forbidden", `You may not list ${resource.resource} of this cluster.`);
    return cluster.kubernetes.allowed(cluster.asker(person), resource, await cluster.named(person), signal);
  };
  const { namespace = "", labelSelector, fieldSelector } = args;
  const watched = { resource, namespaces: namespace.split(",").filter((name) => name !== ""), labelSelector, fieldSelector };
  const feed: Omit<FeedSource<TableChange, ObjectTable>, "key" | "topic" | "from"> = {
    every,
    follow: ({ signal, tell }) => watchTable({ wire: cluster.api, headers, allowed }, watched, signal, tell),
    fold: (table, change) => changeTable(table ?? emptyTable, change),
    all: wholeTable,
    begins: ({ columns }) => columns !== undefined,
    idle: { rows: [], gone: [], beat: true },
  };
  // The Hub gives a feed nothing but what the feed itself has told.
  return feed as unknown as Omit<FeedSource, "key" | "topic" | "from">;
}
