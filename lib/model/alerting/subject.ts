import { objectHref, type ObjectRef } from "../api-resource";
import { wellKnownRef } from "../well-known-kinds";
import type { Alert } from "./alert";
import { aimOf, type Aim } from "./aims";
import { objectLabel, objectLabels, refOfLabel, type ObjectLabel } from "./labelled-object";
import type { Labels } from "./matcher";
import { objectKey, workloadKey, type PlacedPod, type TopologyNow } from "./topology";
import type { AlertSubject } from "./triage";

/** What an alert is about, and where that lies in the topology: keys of the things it stands for. */
export interface About {
  readonly subject: AlertSubject;
  readonly node?: string;
  readonly claim?: string;
  readonly pod?: string;
  /** The same as the topology knows it, while it is there. */
  readonly placed?: PlacedPod;
  /** Of its pod, or the workload itself. */
  readonly workload?: string;
  /** Prometheus' job, or the instance where there is none. */
  readonly target?: string;
}

type Known = Pick<Alert, "cluster" | "name" | "labels">;

/**
 * What an alert is about. Its name decides first and its labels after that, because labels mislead:
 * alerts on what kube-state-metrics or a node exporter measured can carry the exporter's own pod and namespace.
 */
export function aboutOf({ cluster, name, labels: told }: Known, topology: TopologyNow): About {
  const labels = ownLabels(told);
  const aim = aimOf(name);
  return (aim === undefined ? undefined : aimed(aim, cluster, labels, topology)) ?? byLabels(cluster, labels, topology, aim === "node");
}

/** What an alert is about, for lists and pages. */
export const subjectOf = (alert: Known, topology: TopologyNow): AlertSubject => aboutOf(alert, topology).subject;

/** Without `honor_labels`, Prometheus keeps what an exporter said under `exported_…` and puts the exporter's own beside it. */
function ownLabels(labels: Labels): Labels {
  let own: Record<string, string> | undefined;
  for (const label in labels) {
    if (!label.startsWith("exported_")) continue;
    const meant = label.slice("exported_".length);
    if (meant !== "namespace" && meant !== "node" && !Object.hasOwn(objectLabels, meant)) continue;
    own ??= { ...labels };
    own[meant] = labels[label] ?? "";
  }
  return own ?? labels;
}

function aimed(aim: Aim, cluster: string, labels: Labels, topology: TopologyNow): About | undefined {
  switch (aim) {
    case "node":
      return aboutNode(cluster, nodeOf(labels, topology));
    case "target":
      return aboutTarget(labels, topology);
    case "namespace":
      return aboutNamespace(cluster, labels);
    case "cluster":
      return aboutCluster(cluster);
    default:
      return aboutObject(aim, cluster, labels, topology);
  }
}

const exporter = /kube-state-metrics|node-exporter/;

function byLabels(cluster: string, labels: Labels, topology: TopologyNow, notPod: boolean): About {
  const found = objectLabel(labels);
  const job = labels["job"] ?? "";
  const exporters = exporter.test(job);
  const strange = found === "pod" && (notPod || (exporters && exporter.test(labels["pod"] ?? "")));
  const object = found === undefined || strange ? undefined : aboutObject(found, cluster, labels, topology);
  if (object !== undefined) return object;
  const node = (labels["node"] ?? "") !== "" || /node-exporter|kubelet/.test(job) ? aboutNode(cluster, nodeOf(labels, topology)) : undefined;
  if (node !== undefined) return node;
  return (exporters ? undefined : aboutTarget(labels, topology)) ?? (strange ? undefined : aboutNamespace(cluster, labels)) ?? aboutTarget(labels, topology) ?? aboutCluster(cluster);
}

/** The node that labels mean, by its name or by its exporter's address. */
function nodeOf({ node = "", instance = "" }: Labels, { nodes }: TopologyNow): string | undefined {
  if (node !== "") return nodes.get(node) ?? node;
  return instance === "" ? undefined : (nodes.get(instance) ?? nodes.get(instance.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1")));
}

function aboutNode(cluster: string, name: string | undefined): About | undefined {
  if (name === undefined) return undefined;
  const ref = wellKnownRef({ kind: "Node", name });
  return { node: name, subject: { kind: "node", title: name, name, href: `/clusters/${cluster}/nodes/${encodeURIComponent(name)}`, ...(ref === undefined ? {} : { ref }) } };
}

function aboutObject(label: ObjectLabel, cluster: string, labels: Labels, topology: TopologyNow): About | undefined {
  const { namespace = "" } = labels;
  const name = labels[label] ?? "";
  const ref = namespace === "" || name === "" ? undefined : refOfLabel(labels, label);
  if (ref === undefined) return undefined;
  const key = objectKey(namespace, name);
  if (label === "persistentvolumeclaim") return { claim: key, subject: subject("claim", cluster, ref) };
  if (label !== "pod") return { workload: workloadOf(label, namespace, name, topology), subject: subject("workload", cluster, ref) };
  const placed = topology.pods.get(key);
  const workload = placed === undefined ? ownerByName(namespace, name, topology) : placed.workload;
  return { pod: key, subject: subject("pod", cluster, ref), ...(placed === undefined ? {} : { placed }), ...(workload === undefined ? {} : { workload }) };
}

function subject(kind: AlertSubject["kind"], cluster: string, ref: ObjectRef): AlertSubject {
  const { namespace, name } = ref;
  return { kind, title: namespace === undefined ? name : objectKey(namespace, name), name, href: objectHref(cluster, ref), ref, ...(namespace === undefined ? {} : { namespace }) };
}

/** A job counts as the CronJob that made it, an autoscaler as what it scales. */
function workloadOf(label: ObjectLabel, namespace: string, name: string, { owners, scaled, podsOf }: TopologyNow): string {
  const key = workloadKey(objectLabels[label], namespace, name);
  if (label !== "horizontalpodautoscaler") return owners.get(key) ?? key;
  const likely = ["Deployment", "StatefulSet"].map((kind) => workloadKey(kind, namespace, name)).find((each) => podsOf.has(each));
  return scaled.get(objectKey(namespace, name)) ?? likely ?? key;
}

/** A pod that is gone still tells by its name whose it was, where that workload is known. */
function ownerByName(namespace: string, pod: string, { podsOf }: TopologyNow): string | undefined {
  const guesses = [
    ["StatefulSet", /-\d+$/],
    ["Deployment", /-[a-z0-9]{6,10}-[a-z0-9]{5}$/],
    ["DaemonSet", /-[a-z0-9]{5}$/],
  ] as const;
  return guesses.flatMap(([kind, suffix]) => (suffix.test(pod) ? [workloadKey(kind, namespace, pod.replace(suffix, ""))] : [])).find((key) => podsOf.has(key));
}

function aboutTarget(labels: Labels, topology: TopologyNow): About | undefined {
  const { job = "", instance = "" } = labels;
  const name = job === "" ? instance : job;
  if (name === "") return undefined;
  const node = nodeOf(labels, topology);
  return { target: name, subject: { kind: "target", title: job === "" || instance === "" ? name : `${job} at ${instance}`, name }, ...(node === undefined ? {} : { node }) };
}

function aboutNamespace(cluster: string, { namespace: name = "" }: Labels): About | undefined {
  const ref = wellKnownRef({ kind: "Namespace", name });
  return ref === undefined ? undefined : { subject: { kind: "namespace", title: name, namespace: name, name, href: objectHref(cluster, ref), ref } };
}

const aboutCluster = (cluster: string): About => ({ subject: { kind: "cluster", title: "the whole cluster", name: cluster, href: `/clusters/${cluster}` } });
