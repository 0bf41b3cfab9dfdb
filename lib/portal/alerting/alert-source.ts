import type { AnySource } from "@/lib/hub";
import { CastorError, topicAddress, type Person, type Topic } from "@/lib/model";
import type { ClusterParts } from "../cluster";
import type { Now } from "../shared";

/** One alert, for one person. Not written yet: E. */
export function alertSource(_cluster: ClusterParts, topic: Topic, _person: Person, _now: Now): AnySource {
  const address = topicAddress(topic);
  return { key: address, topic: address, every: 10_000, keep: 1, load: () => Promise.reject(new CastorError("internal", "Not written yet.")) };
}
