import { eventChanges, eventsOf } from "../../../world/events";
import type { WorldEvent } from "../../../world/events";
import { age, column, timestamp } from "../kind";
import type { Entry, Kind, KubeObject } from "../kind";

/** A moment with microseconds, as the newer event API writes it. */
const micro = (at: number) => new Date(at).toISOString().replace("Z", "000Z");

const reference = ({ about, last }: WorldEvent) => ({
  kind: about.kind,
  ...(about.namespace !== undefined && { namespace: about.namespace }),
  name: about.name,
  uid: about.uid,
  apiVersion: about.apiVersion,
  resourceVersion: String(Math.floor(last)),
  ...(about.fieldPath !== undefined && { fieldPath: about.fieldPath }),
});

const metadata = ({ name, namespace, uid, first, last }: WorldEvent) =>
  ({ name, namespace, uid, resourceVersion: String(Math.floor(last)), creationTimestamp: timestamp(first) });

/** The scheduler reports through the newer API: such an event has an `eventTime` and none of the older times. */
const newer = ({ component }: WorldEvent) => component === "default-scheduler";

function coreEvent(event: WorldEvent): KubeObject {
  const { type, reason, message, component, host, first, last, count } = event;
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: metadata(event),
    involvedObject: reference(event),
    reason,
    message,
    source: newer(event) ? {} : { component, ...(host !== undefined && { host }) },
    firstTimestamp: newer(event) ? null : timestamp(first),
    lastTimestamp: newer(event) ? null : timestamp(last),
    ...(newer(event) ? { action: "Binding" } : { count }),
    type,
    eventTime: newer(event) ? micro(first) : null,
    reportingComponent: component,
    reportingInstance: host ?? (newer(event) ? `${component}-0` : ""),
  };
}

function newerEvent(event: WorldEvent): KubeObject {
  const { type, reason, message, component, host, first, last, count } = event;
  return {
    apiVersion: "events.k8s.io/v1",
    kind: "Event",
    metadata: metadata(event),
    eventTime: newer(event) ? micro(first) : null,
    reportingController: component,
    reportingInstance: host ?? "",
    ...(newer(event) && { action: "Binding" }),
    reason,
    regarding: reference(event),
    note: message,
    type,
    ...(newer(event) ? {} : { deprecatedSource: { component, ...(host !== undefined && { host }) }, deprecatedFirstTimestamp: timestamp(first), deprecatedLastTimestamp: timestamp(last), deprecatedCount: count }),
  };
}

function eventEntry(event: WorldEvent, at: number, object: (event: WorldEvent) => KubeObject): Entry {
  const { namespace, name, type, reason, message, about, component, host, first, last, count } = event;
  return {
    namespace,
    name,
    labels: {},
    get fields() {
      return {
        "metadata.name": name,
        "metadata.namespace": namespace,
        "involvedObject.kind": about.kind,
        "involvedObject.namespace": about.namespace ?? "",
        "involvedObject.name": about.name,
        "involvedObject.uid": about.uid,
        "involvedObject.apiVersion": about.apiVersion,
        "involvedObject.resourceVersion": String(Math.floor(last)),
        "involvedObject.fieldPath": about.fieldPath ?? "",
        "regarding.kind": about.kind,
        "regarding.namespace": about.namespace ?? "",
        "regarding.name": about.name,
        "regarding.uid": about.uid,
        reason,
        reportingComponent: component,
        source: component,
        type,
      };
    },
    object: () => object(event),
    cells: () => {
      const seen = count > 1 ? `${age(at - last)} (x${count} over ${age(at - first)})` : age(at - last);
      return [seen, type, reason, `${about.kind.toLowerCase()}/${about.name}`, about.fieldPath ?? "", host === undefined ? component : `${component}, ${host}`, message, age(at - first), count, name];
    },
  };
}

const kindOf = (group: string, object: (event: WorldEvent) => KubeObject): Kind => ({
  group,
  version: "v1",
  kind: "Event",
  plural: "events",
  shortNames: ["ev"],
  namespaced: true,
  columns: [column("Last Seen"), column("Type"), column("Reason"), column("Object"), column("Subobject", 1), column("Source", 1), column("Message"), column("First Seen", 1), column("Count", 1), column("Name", 1)],
  entries: (cluster, at) => eventsOf(cluster, at).map((event) => eventEntry(event, at, object)),
  changes: (cluster, from, to) => eventChanges(cluster, from, to).map(({ at, type, event }) => ({ at, type, entry: eventEntry(event, at, object) })),
});

/** The same events under both of their APIs. */
export const eventKinds: readonly Kind[] = [kindOf("", coreEvent), kindOf("events.k8s.io", newerEvent)];
