import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { HistoryPage } from "@/components/alerts/history/history-page";
import { historySearch } from "@/components/alerts/history/history-search";
import { Snapshots } from "@/components/ui/snapshots";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster } = await params;
  return { title: `What happened · ${visibleCluster(await requirePerson(), cluster).title}` };
}

/** What happened to a cluster's alerts: last night, or when one wants to know. */
export default async function Page({ params, searchParams }: Props) {
  const { cluster: id } = await params;
  const cluster = visibleCluster(await requirePerson(), id);
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={[]}>
      <HistoryPage cluster={cluster} search={historySearch(await searchParams)} />
    </Snapshots>
  );
}
