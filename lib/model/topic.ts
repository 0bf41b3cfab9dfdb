import type { AlertCounts } from "./alert";
import type { AttentionItem } from "./attention";
import type { ClusterEvent } from "./event";
import type { NodeInfo, NodePod, NodeSample, NodesFrame } from "./node";
import type { Readiness, Usage } from "./cluster";
import type { ToolHealth } from "./tool";
import type { ViewData } from "./views";

/** Every kind of topic and what its frames carry. The address of a topic is `<kind>/<cluster>[/<name>][?<arguments>]`. */
export interface TopicValues {
  /** Nodes ready of total, from Kubernetes. */
  readiness: Readiness;
  /** CPU, memory and pods in use, from Prometheus. */
  usage: Usage;
  /** The state of every tool of the cluster. */
  health: readonly ToolHealth[];
  /** Firing alerts by severity. */
  alerts: AlertCounts;
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
}

export type TopicKind = keyof TopicValues;

export interface Topic<K extends TopicKind = TopicKind> {
  readonly kind: K;
  readonly cluster: string;
  /** The node or panel it is about, for kinds that have one. */
  readonly name?: string;
  /** Arguments, for example the namespace of a panel. */
  readonly args: Readonly<Record<string, string>>;
}

const named: Record<TopicKind, boolean> = {
  readiness: false,
  usage: false,
  health: false,
  alerts: false,
  attention: false,
  nodes: false,
  node: true,
  "node-info": true,
  "node-pods": true,
  "node-events": true,
  events: false,
  panel: true,
};

const clusterPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const namePattern = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const argumentPattern = /^[A-Za-z0-9._-]{0,253}$/;
const argumentNames = new Set(["namespace", "statefulset"]);

/** Reads a topic's address; undefined where it is not one. Grammar: see {@link TopicValues}. */
export function parseTopic(address: string): Topic | undefined {
  const [path = "", query, ...more] = address.split("?");
  const [kind = "", cluster = "", name, ...rest] = path.split("/");
  if (more.length > 0 || rest.length > 0 || !Object.hasOwn(named, kind) || !clusterPattern.test(cluster)) return undefined;
  const known = kind as TopicKind;
  if (named[known] !== (name !== undefined)) return undefined;
  if (name !== undefined && !namePattern.test(name)) return undefined;
  const args: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(query ?? "")) {
    if (known !== "panel" || !argumentNames.has(key) || !argumentPattern.test(value)) return undefined;
    args[key] = value;
  }
  return { kind: known, cluster, ...(name === undefined ? {} : { name }), args };
}

/** The one spelling of a topic: equal topics have equal addresses. */
export function topicAddress(topic: Topic): string {
  const path = topic.name === undefined ? `${topic.kind}/${topic.cluster}` : `${topic.kind}/${topic.cluster}/${topic.name}`;
  const entries = Object.entries(topic.args).filter(([, value]) => value !== "");
  if (entries.length === 0) return path;
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `${path}?${new URLSearchParams(entries).toString()}`;
}
