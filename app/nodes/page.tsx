import type { Metadata } from "next";
import { requirePerson } from "@/app/gate";
import { NodesPage } from "@/components/nodes/nodes-page";
import { nodesSearch } from "@/components/nodes/nodes-search";
import { NoClusters } from "@/components/clusters/no-clusters";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

export const metadata: Metadata = { title: "Nodes" };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** All nodes of all clusters that the person may see; cluster, order and filter are in the address. */
export default async function Page({ searchParams }: Props) {
  const person = await requirePerson();
  const castor = portal();
  const clusters = castor.clusters(person);
  if (clusters.length === 0) return <NoClusters person={person} />;
  const initial = castor.peek(
    person,
    clusters.map(({ id }) => `nodes/${id}`),
  );
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={initial}>
      <NodesPage clusters={clusters} search={nodesSearch(await searchParams)} initial={initial} />
    </Snapshots>
  );
}
