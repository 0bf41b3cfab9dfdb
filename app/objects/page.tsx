import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requirePerson } from "@/app/gate";
import { NoClusters } from "@/components/clusters/no-clusters";
import { portal } from "@/lib/portal";

export const metadata: Metadata = { title: "Objects" };

/** Leads to the objects of the person's home cluster, or of the first that they may see. */
export default async function Page() {
  const person = await requirePerson();
  const castor = portal();
  const clusters = castor.clusters(person);
  const { home } = await castor.preferences(person).catch(() => ({ home: undefined }));
  const first = clusters.find(({ id }) => id === home) ?? clusters[0];
  if (first === undefined) return <NoClusters person={person} />;
  redirect(`/clusters/${first.id}/objects`);
}
