import { hex, uuid } from "../../../world/dice";
import { eventsKept } from "../../../world/events";
import type { Occurrence } from "../../../world/occurrence";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import type { ObjectStore } from "../object-store";
import { ids } from "./ids";
import type { Timeline } from "./timeline";

/** What is to be said, without the moment. */
export type Report = Omit<Occurrence, "seen">;

/** The word of controllers and kubelets to people: the same report again counts up the same event, and each goes an hour after it was last seen. */
export interface EventRecorder {
  report(report: Report): void;
  /** The same about an object, from a component of the control plane. */
  about(object: KubeObject, type: Report["type"], reason: string, message: string, component: string): void;
}

export function eventRecorder(store: ObjectStore, seed: number, time: Timeline): EventRecorder {
  const open = new Map<string, { readonly namespace: string; readonly name: string; readonly first: number; count: number; last: number }>();
  const forget = (key: string) => {
    const known = open.get(key);
    if (known === undefined) return;
    const over = known.last + eventsKept;
    if (over > time.now()) return void time.at(over, () => forget(key));
    open.delete(key);
    store.remove(ids.events, known.namespace, known.name);
  };
  const report: EventRecorder["report"] = ({ type, reason, message, about, component, host }) => {
    const at = time.now();
    const key = `${about.uid} ${about.fieldPath ?? ""} ${reason} ${message}`;
    let known = open.get(key);
    if (known === undefined || at - known.last >= eventsKept) {
      const named = `${key} ${Math.floor(at)}`;
      open.set(key, (known = { namespace: about.namespace ?? "default", name: `${about.name}.${hex(seed, named, 16)}`, first: at, last: at, count: 0 }));
      time.at(at + eventsKept, () => forget(key));
    }
    known.count += 1;
    known.last = at;
    store.put(ids.events, {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: known.name, namespace: known.namespace, uid: uuid(seed, `${key} ${Math.floor(known.first)}`), creationTimestamp: timestamp(known.first) },
      involvedObject: about,
      reason,
      message,
      source: { component, ...(host !== undefined && { host }) },
      firstTimestamp: timestamp(known.first),
      lastTimestamp: timestamp(at),
      count: known.count,
      type,
      eventTime: null,
      reportingComponent: component,
      reportingInstance: host ?? "",
    });
  };
  return {
    report,
    about({ apiVersion, kind, metadata }, type, reason, message, component) {
      const { namespace, name, uid } = metadata;
      report({ type, reason, message, about: { kind, apiVersion, ...(namespace !== undefined && { namespace }), name, uid }, component });
    },
  };
}
