import { hour } from "../scenarios/window";
import type { WorldCluster } from "./cluster";
import { hex, uuid } from "./dice";
import { nodeOccurrences } from "./node-occurrences";
import type { Occurrence } from "./occurrence";
import { occurrencesOf, strandedOccurrences } from "./pod-occurrences";

/** A cluster's event as it is stored: what was reported, and how often until now. */
export interface WorldEvent extends Occurrence {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** How long an event is kept after it was last seen, ms: the API server's default. */
export const eventsKept = hour;

/** All events that the cluster holds at a moment, oldest first. */
export function eventsOf(cluster: WorldCluster, at: number): WorldEvent[] {
  return seenBetween(cluster, at - eventsKept, at);
}

/** All events that were seen in (from, to], as they stood at its end, oldest first. */
function seenBetween(cluster: WorldCluster, from: number, to: number): WorldEvent[] {
  const reported: Occurrence[] = [
    ...cluster.pods.moving(from, to).flatMap((pod) => occurrencesOf(pod, to)),
    ...strandedOccurrences(cluster.pods.fixed, from, to),
    ...cluster.nodes.flatMap((node) => nodeOccurrences(node, from - hour, to)),
  ];
  return reported
    .filter(({ seen }) => (seen.at(-1) ?? 0) > from)
    .map((occurrence) => stored(cluster, occurrence))
    .sort((a, b) => a.last - b.last);
}

/** The object that stands for an occurrence: the same one however often it has been seen. */
function stored(cluster: WorldCluster, occurrence: Occurrence): WorldEvent {
  const { about, reason, message, seen } = occurrence;
  const first = seen[0] ?? 0;
  const key = `${about.uid} ${about.fieldPath ?? ""} ${reason} ${message} ${first}`;
  return {
    ...occurrence,
    namespace: about.namespace ?? "default",
    name: `${about.name}.${hex(cluster.seed, key, 16)}`,
    uid: uuid(cluster.seed, key),
    first,
    last: seen.at(-1) ?? first,
    count: seen.length,
  };
}

/** What happened to an event: it was seen once more, or it was kept long enough. */
export interface EventChange {
  readonly at: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  /** As it stood then. */
  readonly event: WorldEvent;
}

/** Everything that happened to events in (from, to], oldest first. */
export function eventChanges(cluster: WorldCluster, from: number, to: number): EventChange[] {
  const changes: EventChange[] = [];
  for (const event of seenBetween(cluster, from - eventsKept, to)) {
    const gone = event.last + eventsKept;
    if (gone > from && gone <= to) changes.push({ at: gone, type: "DELETED", event });
    if (event.last <= from) continue;
    event.seen.forEach((at, index) => {
      if (at > from && at <= to) changes.push({ at, type: index === 0 ? "ADDED" : "MODIFIED", event: { ...event, last: at, count: index + 1, seen: event.seen.slice(0, index + 1) } });
    });
  }
  return changes.sort((a, b) => a.at - b.at);
}
