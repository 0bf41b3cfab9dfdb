import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { PipelinePage } from "@/components/alerts/pipeline/pipeline-page";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster } = await params;
  return { title: `How an alert gets to a person · ${visibleCluster(await requirePerson(), cluster).title}` };
}

/** The stations between a measurement and a message, live, and what is wrong on the way. */
export default async function Page({ params, searchParams }: Props) {
  const { cluster: id } = await params;
  const person = await requirePerson();
  const cluster = visibleCluster(person, id);
  const { station } = await searchParams;
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, [`pipeline/${cluster.id}`])}>
      <PipelinePage cluster={cluster} station={typeof station === "string" ? station : undefined} />
    </Snapshots>
  );
}
