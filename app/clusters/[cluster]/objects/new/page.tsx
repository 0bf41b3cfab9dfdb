import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { CreatePage } from "@/components/objects/actions/create-page";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Create from YAML · ${visibleCluster(person, (await params).cluster).title}` };
}

/** New objects of a cluster, written as YAML; `?namespace=` is where those go that name none. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const cluster = visibleCluster(person, (await params).cluster);
  const { namespace } = await searchParams;
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, [`kinds/${cluster.id}`])}>
      <CreatePage cluster={cluster} namespace={typeof namespace === "string" && /^[a-z0-9-]{1,63}$/.test(namespace) ? namespace : ""} />
    </Snapshots>
  );
}
