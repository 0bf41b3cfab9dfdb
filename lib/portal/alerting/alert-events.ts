import type { ClusterEvent, Person } from "@/lib/model";
import type { TopologyNow } from "@/lib/model/alerting/topology";
import type { Located } from "@/lib/model/alerting/trouble";
import type { ClusterParts } from "../cluster";

const mostEvents = 50;
/** Of a workload's pods so many are asked about, those that are not ready first. */
const mostPods = 5;
/** Nobody waits longer for a cluster that does not answer, ms. */
const patience = 3_000;

type Named = { readonly kind: string; readonly namespace?: string; readonly name: string };

/** The objects whose events say something about an alert: its own, and a few pods of its workload. */
function witnesses({ about: { subject, workload } }: Located, topology: TopologyNow): readonly Named[] {
  const { ref } = subject;
  if (ref === undefined || subject.kind === "namespace") return [];
  const own: Named = { kind: ref.kind, name: ref.name, ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) };
  if (subject.kind !== "workload" || workload === undefined) return [own];
  const pods = [...(topology.podsOf.get(workload) ?? [])].sort((a, b) => Number(topology.unready.has(b.key)) - Number(topology.unready.has(a.key)));
  return [own, ...pods.slice(0, mostPods).map(({ namespace, name }) => ({ kind: "Pod", namespace, name }))];
}

/** The events of what an alert is about, newest first, read with the person's own rights; what they may not read is as if it were not there. */
export async function alertEvents(cluster: Pick<ClusterParts, "kubernetes" | "asker">, person: Person, one: Located, topology: TopologyNow, signal: AbortSignal): Promise<readonly ClusterEvent[]> {
  const kubernetes = cluster.kubernetes.as(cluster.asker(person));
  const within = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const answers = await Promise.allSettled(witnesses(one, topology).map((object) => kubernetes.eventsOf(object, within)));
  const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  return [...new Map(found.map((event) => [event.id, event])).values()].sort((a, b) => b.last - a.last || (a.id < b.id ? -1 : 1)).slice(0, mostEvents);
}
