import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { NodesPage } from "@/components/nodes/nodes-page";
import { nodesSearch } from "@/components/nodes/nodes-search";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Nodes · ${visibleCluster(person, (await params).cluster).title}` };
}

/** All nodes of one cluster; order and filter are in the address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const cluster = visibleCluster(person, (await params).cluster);
  const initial = portal().peek(person, [`nodes/${cluster.id}`]);
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={initial}>
      <NodesPage clusters={[cluster]} only search={nodesSearch(await searchParams)} initial={initial} />
    </Snapshots>
  );
}
