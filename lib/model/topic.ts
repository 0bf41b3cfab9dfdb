import type { AlertCounts } from "./alert";
import type { AlertReport } from "./alerting/report";
import type { Pipeline } from "./alerting/pipeline";
import type { AlertingSummary, SilenceReminder } from "./alerting/summary";
import { groupOfWord, resourcePath, type ApiResource, type ResourceId } from "./api-resource";
import type { AttentionItem } from "./attention";
import type { Readiness, Usage } from "./cluster";
import type { ClusterEvent } from "./event";
import type { NodeInfo, NodePod, NodeSample, NodesFrame } from "./node";
import type { ObjectReport } from "./object-report";
import type { ObjectTable } from "./object-table";
import type { Survey } from "./survey";
import type { ToolHealth } from "./tool";
import type { ViewData } from "./views";

/**
 * Every kind of topic and what it is. The address of a topic is `<kind>/<cluster>[/<name>][?<arguments>]`;
 * for `watch` and `object` the name is `<group>/<version>/<resource>`.
 */
export interface TopicValues {
  /** Nodes ready of total, from Kubernetes. */
  readiness: Readiness;
  /** CPU, memory and pods in use, from Prometheus. */
  usage: Usage;
  /** The state of every tool of the cluster. */
  health: readonly ToolHealth[];
  /** Firing alerts by severity. */
  alerts: AlertCounts;
  /** How the alerting stands; its revision says when a view of the alerts is to be asked for anew. */
  alerting: AlertingSummary;
  /** One alert with all that is known about it; its name is the fingerprint. */
  alert: AlertReport;
  /** The way of an alert through the cluster, with the numbers of now. */
  pipeline: Pipeline;
  /** The person's own silences that end soon. */
  reminders: readonly SilenceReminder[];
  /** What is wrong now, worst first. */
  attention: readonly AttentionItem[];
  /** Live figures of all nodes. */
  nodes: NodesFrame;
  /** Live figures of one node. */
  node: NodeSample;
  /** What a node is: version, capacity, conditions. */
  "node-info": NodeInfo;
  /** The pods on a node that the person may see. */
  "node-pods": readonly NodePod[];
  /** The events of a node and of the pods on it that the person may see. */
  "node-events": readonly ClusterEvent[];
  /** Recent warning events that the person may see. */
  events: readonly ClusterEvent[];
  /** A panel's view. */
  panel: ViewData;
  /** The kinds of objects that the cluster serves. */
  kinds: readonly ApiResource[];
  /** Where the person may look. */
  namespaces: Namespaces;
  /** Objects of one kind as a table. Its frames are changes: see `fold.ts`. */
  watch: ObjectTable;
  /** One object with all that is known about it. */
  object: ObjectReport;
  /** A question about the whole cluster or a namespace. */
  survey: Survey;
}

export interface Namespaces {
  /** Whether the person may list pods in all of them. */
  readonly all: boolean;
  /** Those in which the person may list pods, sorted; where nobody tells, those that the person named. */
  readonly names: readonly string[];
}

export type TopicKind = keyof TopicValues;

export interface Topic<K extends TopicKind = TopicKind> {
  readonly kind: K;
  readonly cluster: string;
  /** The node, panel or survey it is about, for kinds that have one. */
  readonly name?: string;
  /** The kind of objects it is about. */
  readonly resource?: ResourceId;
  /** Arguments, for example the namespace of a panel. */
  readonly args: Readonly<Record<string, string>>;
}

const named: Record<TopicKind, boolean | "resource"> = {
  readiness: false,
  usage: false,
  health: false,
  alerts: false,
  alerting: false,
  alert: true,
  pipeline: false,
  reminders: false,
  attention: false,
  nodes: false,
  node: true,
  "node-info": true,
  "node-pods": true,
  "node-events": true,
  events: false,
  panel: true,
  kinds: false,
  namespaces: false,
  watch: "resource",
  object: "resource",
  survey: true,
};

const clusterPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const namePattern = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const resourceNamePattern = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const versionPattern = /^v[0-9a-z]{1,20}$/;

const plain = /^[A-Za-z0-9._-]{0,253}$/;
/** Several, with commas. */
const plainList = /^[A-Za-z0-9._,-]{0,1000}$/;
/** Kubernetes' object names: some kinds allow any character that a path can carry. */
const objectName = /^[^\u0000-\u001f\u007f/%\\?#]{1,253}$/;
const selector = /^[A-Za-z0-9 ._/!=,()<>-]{0,1000}$/;

/** The arguments that each kind of topic takes, and their form. */
const argumentsOf: { readonly [K in TopicKind]?: Readonly<Record<string, RegExp>> } = {
  panel: { namespace: plain, statefulset: plain },
  watch: { namespace: plainList, labelSelector: selector, fieldSelector: selector },
  object: { namespace: plain, name: objectName },
  survey: { namespace: plain, release: plain },
};

/** Reads a topic's address; undefined where it is not one. Grammar: see {@link TopicValues}. */
export function parseTopic(address: string): Topic | undefined {
  const [path = "", query, ...more] = address.split("?");
  const [kind = "", cluster = "", ...names] = path.split("/");
  if (more.length > 0 || !Object.hasOwn(named, kind) || !clusterPattern.test(cluster)) return undefined;
  const known = kind as TopicKind;
  const about = aboutOf(known, names);
  if (about === undefined) return undefined;
  const args: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(query ?? "")) {
    const form = argumentsOf[known]?.[key];
    if (form === undefined || Object.hasOwn(args, key) || !form.test(value)) return undefined;
    if (value !== "") args[key] = value;
  }
  if (known === "object" && args["name"] === undefined) return undefined;
  return { kind: known, cluster, ...about, args };
}

function aboutOf(kind: TopicKind, names: readonly string[]): Pick<Topic, "name" | "resource"> | undefined {
  if (named[kind] === false) return names.length === 0 ? {} : undefined;
  const [first = "", version = "", resource = ""] = names;
  if (named[kind] === true) return names.length === 1 && namePattern.test(first) ? { name: first } : undefined;
  const valid = names.length === 3 && resourceNamePattern.test(first) && versionPattern.test(version) && resourceNamePattern.test(resource);
  return valid ? { resource: { group: groupOfWord(first), version, resource } } : undefined;
}

/** The one spelling of a topic: equal topics have equal addresses. */
export function topicAddress({ kind, cluster, name, resource, args }: Topic): string {
  const about = resource === undefined ? name : resourcePath(resource);
  const path = about === undefined ? `${kind}/${cluster}` : `${kind}/${cluster}/${about}`;
  const entries = Object.entries(args).filter(([, value]) => value !== "");
  if (entries.length === 0) return path;
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${path}?${new URLSearchParams(entries).toString()}`;
}
