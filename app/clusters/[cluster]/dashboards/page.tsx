import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { DashboardsPage } from "@/components/dashboards/dashboards-page";
import { Snapshots } from "@/components/ui/snapshots";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Dashboards · ${visibleCluster(person, (await params).cluster).title}` };
}

/** All dashboards of a cluster's Grafana; search and tags are in the address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const cluster = visibleCluster(person, (await params).cluster);
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={[]}>
      <DashboardsPage cluster={cluster} search={await searchParams} />
    </Snapshots>
  );
}
