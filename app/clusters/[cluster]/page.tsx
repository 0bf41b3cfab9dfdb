import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { ClusterPage, clusterTopics } from "@/components/clusters/cluster-page";
import { pageArgs } from "@/components/clusters/page-args";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: visibleCluster(person, (await params).cluster).title };
}

/** A cluster's page; the namespace it is narrowed to is in its address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const castor = portal();
  const cluster = visibleCluster(person, (await params).cluster);
  const now = new Date();
  const args = pageArgs(await searchParams);
  return (
    <Snapshots at={now.getTime()} of={castor.peek(person, clusterTopics(cluster, args))}>
      <ClusterPage cluster={cluster} preferences={await castor.preferences(person)} args={args} administrator={person.admin} />
    </Snapshots>
  );
}
