import { dig, numberAt, objectAt, textAt } from "../json-value";
import type { Kind, KubeObject } from "../kind";
import { agoOf, defineKind, shown, wide } from "./define-kind";
import type { Shown } from "./define-kind";

const core = { group: "", version: "v1", plural: "events" } as const;

/** The times and the count of an event, whichever way it was reported: a series, an older one, or a single newer one. */
function seen(event: KubeObject, at: number): { first: string; last: string; count: number } {
  const first = agoOf(textAt(event, "firstTimestamp") ?? textAt(event, "eventTime"), at);
  const series = dig(event, "series");
  if (series !== undefined && series !== null) return { first, last: agoOf(textAt(series, "lastObservedTime"), at), count: numberAt(series, "count") ?? 1 };
  const last = textAt(event, "lastTimestamp");
  return { first, last: last === undefined ? first : agoOf(last, at), count: numberAt(event, "count") || 1 };
}

function source(event: KubeObject): string {
  const component = textAt(event, "source", "component") || (textAt(event, "reportingComponent") ?? "");
  const host = textAt(event, "source", "host") || (textAt(event, "reportingInstance") ?? "");
  return host === "" ? component : `${component}, ${host}`;
}

function about(event: KubeObject): string {
  const kind = (textAt(event, "involvedObject", "kind") ?? "").toLowerCase();
  const name = textAt(event, "involvedObject", "name") ?? "";
  return name === "" ? kind : `${kind}/${name}`;
}

const columns: readonly Shown[] = [
  shown("Last Seen", (event, at) => seen(event, at).last),
  shown("Type", (event) => textAt(event, "type") ?? ""),
  shown("Reason", (event) => textAt(event, "reason") ?? ""),
  shown("Object", about),
  wide("Subobject", (event) => textAt(event, "involvedObject", "fieldPath") ?? ""),
  wide("Source", source),
  shown("Message", (event) => (textAt(event, "message") ?? "").trim()),
  wide("First Seen", (event, at) => seen(event, at).first),
  wide("Count", (event) => seen(event, 0).count),
  { ...wide("Name", ({ metadata }) => metadata.name), column: { name: "Name", type: "string", format: "name", description: "", priority: 1 } },
];

/** An event's row begins with its age: its name says little. */
const eventKind = (group: string): Kind => {
  const named = defineKind({ group, version: "v1", kind: "Event", plural: "events", shortNames: ["ev"], namespaced: true, shown: columns });
  return { ...named, columns: named.columns.slice(1), cells: (object, at) => named.cells(object, at).slice(1), fields };
};

function fields(event: KubeObject): Readonly<Record<string, string>> {
  const of = (key: string) => textAt(event, "involvedObject", key) ?? "";
  const keys = ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"];
  const component = textAt(event, "source", "component") || (textAt(event, "reportingComponent") ?? "");
  return {
    ...Object.fromEntries(keys.map((key) => [`involvedObject.${key}`, of(key)])),
    ...Object.fromEntries(keys.map((key) => [`regarding.${key}`, of(key)])),
    reason: textAt(event, "reason") ?? "",
    reportingComponent: component,
    reportingController: component,
    source: component,
    type: textAt(event, "type") ?? "",
  };
}

/** A stored event in the words of the newer API. */
function newer(event: KubeObject): KubeObject {
  const { apiVersion: _, kind, metadata, involvedObject, message, source: origin, firstTimestamp, lastTimestamp, count, reportingComponent, ...same } = event;
  const given = objectAt({ origin }, "origin");
  return {
    apiVersion: "events.k8s.io/v1",
    kind,
    metadata,
    ...same,
    note: message,
    regarding: involvedObject,
    reportingController: reportingComponent ?? textAt(given, "component") ?? "",
    deprecatedSource: given,
    deprecatedFirstTimestamp: firstTimestamp ?? null,
    deprecatedLastTimestamp: lastTimestamp ?? null,
    ...(count !== undefined && { deprecatedCount: count }),
  };
}

/** An event of the newer API as it is stored. */
function older(event: KubeObject): KubeObject {
  const { apiVersion: _, kind, metadata, regarding, note, deprecatedSource, deprecatedFirstTimestamp, deprecatedLastTimestamp, deprecatedCount, reportingController, ...same } = event;
  return {
    apiVersion: "v1",
    kind,
    metadata,
    ...same,
    involvedObject: regarding ?? {},
    message: note ?? "",
    source: deprecatedSource ?? {},
    firstTimestamp: deprecatedFirstTimestamp ?? null,
    lastTimestamp: deprecatedLastTimestamp ?? null,
    reportingComponent: reportingController ?? "",
    ...(deprecatedCount !== undefined && { count: deprecatedCount }),
  };
}

const stored = eventKind("");

/** The same events under both of their APIs; stored in the older one's words, and shown from them. */
export const eventKinds: readonly Kind[] = [
  stored,
  {
    ...stored,
    group: "events.k8s.io",
    cells: (object, at) => stored.cells(older(object), at),
    fields: (object) => fields(older(object)),
    view: { of: core, read: newer, write: older },
  },
];
