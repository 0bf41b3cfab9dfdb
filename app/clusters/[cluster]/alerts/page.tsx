import type { Metadata } from "next";
import { firstTriage } from "@/app/alerts/first-triage";
import { requirePerson, visibleCluster } from "@/app/gate";
import { TriagePage } from "@/components/alerts/triage/triage-page";
import { Snapshots } from "@/components/ui/snapshots";

interface Props {
  readonly params: Promise<{ readonly cluster: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  return { title: `Alerts · ${visibleCluster(person, (await params).cluster).title}` };
}

/** The alerts of one cluster by cause; filter and what is open are in the address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const cluster = visibleCluster(person, (await params).cluster);
  const { at, of, page } = await firstTriage(person, [cluster], true, await searchParams);
  return (
    <Snapshots at={at} of={of}>
      <TriagePage key={cluster.id} {...page} />
    </Snapshots>
  );
}
