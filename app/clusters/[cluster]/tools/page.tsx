import type { Metadata } from "next";
import { requirePerson, visibleCluster } from "@/app/gate";
import { FoundPage } from "@/components/found/found-page";
import { DeadEnd } from "@/components/layout/dead-end";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Tools and links · ${visibleCluster(person, (await params).cluster).title}` };
}

/** Every tool and link of a cluster, and what was refused; for administrators. */
export default async function Page({ params }: Props) {
  const person = await requirePerson();
  const cluster = visibleCluster(person, (await params).cluster);
  if (!person.admin) {
    return (
      <DeadEnd title="This page is for administrators">
        <p>
          It tells which tools and links {cluster.title} has, who may open them, and what was refused. You are signed in as {person.username}, who is not in a group of administrators.
        </p>
        <p>What you may open yourself is on the page of {cluster.title}, under Tools.</p>
      </DeadEnd>
    );
  }
  const { tools } = portal();
  const at = new Date().getTime();
  return (
    <Snapshots at={at} of={[]}>
      <FoundPage cluster={cluster} found={tools.found(person, cluster.id)} refusals={tools.refusals(person)} at={at} />
    </Snapshots>
  );
}
