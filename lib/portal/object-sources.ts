import type { AnySource, Source } from "@/lib/hub";
import { CastorError, topicAddress, type Person, type Topic, type TopicKind } from "@/lib/model";
import type { ClusterParts } from "./cluster";
import { rightsKey } from "./identity";
import { surveySource } from "./surveys";

type Load = Pick<Source, "every" | "load">;

/** How each topic about objects is got; all of them are asked with the person's own rights. */
const sources: { readonly [K in TopicKind]?: (cluster: ClusterParts, topic: Topic, person: Person) => Load } = {
  namespaces: (cluster, _, person) => ({ every: 60_000, load: ({ signal }) => cluster.namespaces(person, signal) }),
  survey: surveySource,
};

/** The source of a topic about objects, or undefined for every other topic. */
export function objectSourceOf(cluster: ClusterParts, topic: Topic, person: Person): AnySource | undefined {
  if (!["kinds", "namespaces", "watch", "object", "survey"].includes(topic.kind)) return undefined;
  const address = topicAddress(topic);
  const found = sources[topic.kind]?.(cluster, topic, person);
  if (found === undefined) throw new CastorError("invalid", `“${address}” is not a topic.`);
  return { key: `${address}#${rightsKey(person)}`, topic: address, from: cluster.kubernetes.name, keep: 1, ...found };
}
