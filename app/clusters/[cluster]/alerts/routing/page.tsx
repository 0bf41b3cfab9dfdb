import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { RoutingPage } from "@/components/alerts/routing/routing-page";
import { Snapshots } from "@/components/ui/snapshots";
import { alertsPages } from "@/lib/model/alerting/hrefs";
import { routingExamples } from "@/lib/model/alerting/routing-examples";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster } = await params;
  return { title: `${alertsPages.routing.title} · ${visibleCluster(await requirePerson(), cluster).title}` };
}

/** Who hears of an alert with any labels, and the routing tree. */
export default async function Page({ params, searchParams }: Props) {
  const { cluster: id } = await params;
  const person = await requirePerson();
  const cluster = visibleCluster(person, id);
  const { labels } = await searchParams;
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, [`alerting/${cluster.id}`])}>
      <RoutingPage cluster={cluster} labels={typeof labels === "string" ? labels.slice(0, 8_000) : ""} examples={routingExamples(portal().alerting.alerts(person, cluster.id))} />
    </Snapshots>
  );
}
