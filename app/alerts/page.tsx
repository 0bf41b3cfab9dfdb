import type { Metadata } from "next";
import { requirePerson } from "@/app/gate";
import { TriagePage } from "@/components/alerts/triage/triage-page";
import { NoClusters } from "@/components/clusters/no-clusters";
import { Snapshots } from "@/components/ui/snapshots";
import { portal } from "@/lib/portal";
import { firstTriage } from "./first-triage";

export const metadata: Metadata = { title: "Alerts" };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** The alerts of all clusters that the person may see, by cause; filter, clusters and what is open are in the address. */
export default async function Page({ searchParams }: Props) {
  const person = await requirePerson();
  const clusters = portal().clusters(person);
  if (clusters.length === 0) return <NoClusters person={person} />;
  const { at, of, page } = await firstTriage(person, clusters, false, await searchParams);
  return (
    <Snapshots at={at} of={of}>
      <TriagePage {...page} />
    </Snapshots>
  );
}
