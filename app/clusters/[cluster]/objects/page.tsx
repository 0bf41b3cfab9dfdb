import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { KindsPage } from "@/components/objects/kinds/kinds-page";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Objects · ${visibleCluster(person, (await params).cluster).title}` };
}

/** Every kind of object that a cluster serves. */
export default async function Page({ params }: Props) {
  const person = await requirePerson();
  const castor = portal();
  const cluster = visibleCluster(person, (await params).cluster);
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={castor.peek(person, [`kinds/${cluster.id}`])}>
      <KindsPage cluster={cluster} clusters={castor.clusters(person)} />
    </Snapshots>
  );
}
