import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { TablePage } from "@/components/objects/table/table-page";
import { Snapshots } from "@/components/ui/snapshots";
import { parseTopic, type ResourceId } from "@/lib/model";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly group: string; readonly version: string; readonly resource: string }>;
}

/** The kind that the address names, where it could be one. */
function named(cluster: string, { group, version, resource }: Awaited<Props["params"]>): ResourceId {
  return parseTopic(`watch/${cluster}/${group}/${version}/${resource}`)?.resource ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, ...kind } = await params;
  const { title } = visibleCluster(await requirePerson(), cluster);
  return { title: `${named(cluster, { cluster, ...kind }).resource} · ${title}` };
}

/** The objects of one kind; how they are looked at is in the address, and read there by the page itself. */
export default async function Page({ params }: Props) {
  const person = await requirePerson();
  const castor = portal();
  const { cluster: id, ...kind } = await params;
  const cluster = visibleCluster(person, id);
  const resource = named(id, { cluster: id, ...kind });
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={castor.peek(person, [`kinds/${id}`, `namespaces/${id}`])}>
      <TablePage key={now.getTime()} cluster={cluster} resource={resource} preferences={await castor.preferences(person)} />
    </Snapshots>
  );
}
