import type { Cluster, Person } from "@/lib/model";
import { placesFor } from "./places";

/** Something the palette finds and where it leads. */
export interface Findable {
  readonly group: "Pages" | "Clusters" | "Tools" | "Nodes";
  readonly title: string;
  /** Told beside the title, and searched too. */
  readonly hint: string;
  readonly href: string;
  /** The cluster it belongs to. */
  readonly cluster?: string;
}

/** What can be found without asking anybody: pages, clusters and tools. */
export function findables(clusters: readonly Cluster[], person: Pick<Person, "admin">): readonly Findable[] {
  return [
    ...placesFor(person).map(({ title, href, key }) => ({ group: "Pages" as const, title, hint: `g ${key}`, href })),
    ...clusters.map(({ id, title, purpose }) => ({ group: "Clusters" as const, title, hint: purpose, href: `/clusters/${id}`, cluster: id })),
    ...clusters.flatMap((cluster) => cluster.tiles.map(({ title, href, readOnly }) => ({ group: "Tools" as const, title, hint: readOnly === true ? `${cluster.title} · read-only` : cluster.title, href, cluster: cluster.id }))),
  ];
}
