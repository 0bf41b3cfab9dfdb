import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { SilencesPage } from "@/components/alerts/silences/silences-page";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Silences · ${visibleCluster(person, (await params).cluster).title}` };
}

/** Every silence of a cluster; how it is looked at is in the address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const cluster = visibleCluster(person, (await params).cluster);
  const query = new URLSearchParams(Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  const { alerting } = portal();
  const now = new Date();
  // Where somebody watches the book has been read: then nothing has to be waited for.
  const of = portal().peek(person, [`alerting/${cluster.id}`]);
  const first = of.length === 0 ? undefined : await alerting.silences(person, cluster.id);
  return (
    <Snapshots at={now.getTime()} of={of}>
      <SilencesPage key={cluster.id} cluster={cluster} search={query.toString()} first={first} may={alerting.mayRespond(person, cluster.id)} />
    </Snapshots>
  );
}
