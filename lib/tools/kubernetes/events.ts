import type { ClusterEvent } from "@/lib/model";
import type { EventObject } from "./schema";

/** An Event object as Castor shows it. Old recorders count in `count`, newer ones in `series`. */
export function clusterEvent(event: EventObject): ClusterEvent {
  const { metadata, involvedObject: object, series } = event;
  const seen = event.eventTime ?? metadata.creationTimestamp ?? 0;
  const first = event.firstTimestamp ?? seen;
  const node = object.kind === "Node" ? object.name : hostOf(event);
  return {
    id: metadata.uid ?? `${metadata.namespace ?? ""}/${metadata.name}`,
    type: event.type === "Warning" ? "Warning" : "Normal",
    reason: event.reason ?? "",
    message: (event.message ?? "").slice(0, 1_000),
    object: { kind: object.kind ?? "", name: object.name ?? "", ...(object.namespace ? { namespace: object.namespace } : {}) },
    first,
    last: Math.max(first, series?.lastObservedTime ?? event.lastTimestamp ?? seen),
    count: series?.count ?? event.count ?? 1,
    ...(node === undefined ? {} : { node }),
  };
}

/** The machine whose kubelet reported it. */
export function hostOf({ source, reportingInstance }: EventObject): string | undefined {
  return source?.host || reportingInstance || undefined;
}

/** Newest first, at most `most`. */
export function newest(events: readonly ClusterEvent[], most: number): readonly ClusterEvent[] {
  return [...events].sort((a, b) => b.last - a.last || (a.id < b.id ? -1 : 1)).slice(0, most);
}
