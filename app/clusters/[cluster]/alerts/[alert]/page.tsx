import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { AlertPage } from "@/components/alerts/one/alert-page";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly alert: string }>;
}

/** What can be an alert's fingerprint; anything else is no page. */
const fingerprint = /^[0-9a-f]{16}$/;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Alert · ${visibleCluster(person, (await params).cluster).title}` };
}

/** One alert: what it measures, what it is about, who hears of it and what it did before. */
export default async function Page({ params }: Props) {
  const { cluster: id, alert } = await params;
  const person = await requirePerson();
  const cluster = visibleCluster(person, id);
  if (!fingerprint.test(alert)) notFound();
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, [`alert/${cluster.id}/${alert}`])}>
      <AlertPage cluster={cluster} alert={alert} key={alert} />
    </Snapshots>
  );
}
