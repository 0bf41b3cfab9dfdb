import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { objectTopic, type ObjectAddress } from "@/components/objects/one/object-address";
import { ObjectPage } from "@/components/objects/one/object-page";
import { objectTab } from "@/components/objects/one/object-tabs";
import { Snapshots } from "@/components/ui/snapshots";
import { groupOfWord, parseTopic, type Cluster, type Person } from "@/lib/model";
import { portal } from "@/lib/portal";

type Part = "cluster" | "group" | "version" | "resource" | "namespace" | "name";

interface Props {
  readonly params: Promise<Readonly<Record<Part, string>>>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return notFound();
  }
}

/** The cluster and what the address names, where that can be an object. */
async function named(person: Person, params: Props["params"]): Promise<{ cluster: Cluster; address: ObjectAddress }> {
  const { cluster: id, group, version, resource, namespace, name } = await params;
  const cluster = visibleCluster(person, id);
  const within = unescaped(namespace);
  const address: ObjectAddress = { group: groupOfWord(unescaped(group)), version: unescaped(version), resource: unescaped(resource), name: unescaped(name), ...(within === "-" ? {} : { namespace: within }) };
  return parseTopic(objectTopic(id, address)) === undefined ? notFound() : { cluster, address };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, address } = await named(await requirePerson(), params);
  return { title: `${address.name} · ${address.resource} · ${cluster.title}` };
}

/** One object of any kind; which part of its page is in sight is in its address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const { cluster, address } = await named(person, params);
  const { tab } = await searchParams;
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, [objectTopic(cluster.id, address)])}>
      <ObjectPage cluster={cluster} address={address} tab={objectTab(typeof tab === "string" ? tab : undefined)} key={objectTopic(cluster.id, address)} />
    </Snapshots>
  );
}
