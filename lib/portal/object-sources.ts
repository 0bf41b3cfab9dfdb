import type { AnySource, FeedSource, Source } from "@/lib/hub";
import { CastorError, topicAddress, type Person, type Topic, type TopicKind } from "@/lib/model";
import { discover } from "@/lib/tools/kubernetes";
import type { ClusterParts } from "./cluster";
import { rightsKey } from "./identity";
import { objectReport } from "./object-report";
import { surveySource } from "./surveys";
import { watchSource } from "./watches";

type Load = Pick<Source, "every" | "load"> | Omit<FeedSource, "key" | "topic" | "from">;

/** How each topic about objects is got; all of them are asked with the person's own rights. */
const sources: { readonly [K in TopicKind]?: (cluster: ClusterParts, topic: Topic, person: Person) => Load } = {
  kinds: (cluster, _, person) => ({ every: 20_000, load: async ({ signal }) => discover(cluster.api, await cluster.headers(person), signal) }),
  namespaces: (cluster, _, person) => ({ every: 30_000, load: ({ signal }) => cluster.namespaces(person, signal) }),
  object: objectReport,
  survey: surveySource,
  watch: watchSource,
};

/** The source of a topic about objects, or undefined for every other topic. */
export function objectSourceOf(cluster: ClusterParts, topic: Topic, person: Person): AnySource | undefined {
  if (!["kinds", "namespaces", "watch", "object", "survey"].includes(topic.kind)) return undefined;
  const address = topicAddress(topic);
  const found = sources[topic.kind]?.(cluster, topic, person);
  if (found === undefined) throw new CastorError("invalid", `“${address}” is not a topic.`);
  return { key: `${address}#${rightsKey(person)}`, topic: address, from: cluster.kubernetes.name, keep: 1, ...found };
}
