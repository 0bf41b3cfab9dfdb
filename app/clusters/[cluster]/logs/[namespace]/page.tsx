import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { LogPage } from "@/components/logs/log-page";
import { isNamespaceName } from "@/lib/model/log-query";
import type { Cluster } from "@/lib/model";

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly namespace: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

async function named(params: Props["params"]): Promise<{ cluster: Cluster; namespace: string }> {
  const person = await requirePerson();
  const { cluster, namespace } = await params;
  return { cluster: visibleCluster(person, cluster), namespace: isNamespaceName(namespace) ? namespace : notFound() };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, namespace } = await named(params);
  return { title: `Logs in ${namespace} · ${cluster.title}` };
}

/** The logs of the pods that the address names, `?pod=…&pod=…`; what else is chosen stands there too. */
export default async function Page({ params, searchParams }: Props) {
  const { cluster, namespace } = await named(params);
  const { pod = [] } = await searchParams;
  return <LogPage cluster={cluster} namespace={namespace} pods={[...new Set([pod].flat())]} key={`${cluster.id}/${namespace}`} />;
}
