import type { AnySource } from "@/lib/hub";
import type { Person, Topic } from "@/lib/model";
import type { ClusterParts } from "../cluster";
import type { Now } from "../shared";
import { alertSource } from "./alert-source";
import { pipelineSource } from "./pipeline";
import { remindersSource } from "./reminders";
import { summarySource } from "./summary";

type Made = (cluster: ClusterParts, topic: Topic, person: Person, now: Now) => AnySource;

const sources: Readonly<Partial<Record<Topic["kind"], Made>>> = { alerting: summarySource, alert: alertSource, pipeline: pipelineSource, reminders: remindersSource };

/** The source of a topic about alerts, or undefined for every other topic. */
export function alertingSourceOf(cluster: ClusterParts, topic: Topic, person: Person, now: Now): AnySource | undefined {
  return sources[topic.kind]?.(cluster, topic, person, now);
}
