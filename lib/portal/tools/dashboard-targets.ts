import type { DashboardSubject } from "@/lib/model";
import type { Alert } from "@/lib/model/alerting";
import { readWorkloadKey } from "@/lib/model/alerting/topology";
import { locate, type Located } from "@/lib/model/alerting/trouble";
import { alertDashboard, type AlertDashboard, type DashboardTarget, type GrafanaOptions } from "@/lib/tools/grafana";
import type { ClusterParts } from "../cluster";

/** Something that dashboards may be about, and how a person calls it: `The node it runs on`. */
export interface WantedTarget {
  readonly target: DashboardTarget;
  readonly called: string;
}

/** What dashboards are looked for. */
export interface WantedDashboards {
  readonly targets: readonly WantedTarget[];
  /** The dashboard that an alert's rule names itself, and what the alert knows for its variables. */
  readonly named?: AlertDashboard & { readonly values: Readonly<Record<string, string>> };
}

type Known = Pick<ClusterParts, "settings" | "alerting" | "hints" | "inventory">;

/** What a subject is for Prometheus and Grafana; for an alert what it is about, nothing where nobody knows the alert. */
export async function wantedDashboards(cluster: Known, subject: DashboardSubject, options: GrafanaOptions): Promise<WantedDashboards> {
  switch (subject.kind) {
    case "node":
      return { targets: [{ target: await nodeTarget(cluster, subject.node, options), called: "This node" }] };
    case "pod":
      return { targets: [{ target: subject, called: "This pod" }] };
    case "workload":
      return { targets: [{ target: { ...subject, type: subject.type.toLowerCase() }, called: "This workload" }] };
    case "namespace":
      return { targets: [{ target: subject, called: "This namespace" }] };
    case "claim":
      return { targets: [{ target: subject, called: "This claim" }] };
    case "alert":
      return wantedByAlert(cluster, subject.alert, options);
  }
}

async function nodeTarget({ hints, inventory }: Known, node: string, { exporterPort }: GrafanaOptions): Promise<DashboardTarget> {
  await inventory.known().catch(() => []);
  const { address, instance } = hints(node);
  return { kind: "node", node, instance: address === undefined ? (instance ?? node) : `${address}:${exporterPort}` };
}

async function wantedByAlert(cluster: Known, id: string, options: GrafanaOptions): Promise<WantedDashboards> {
  const { book, topology, store } = cluster.alerting;
  await book.ready();
  const alert = book.current.alerts.get(id) ?? (await store.known(cluster.settings.id, id))?.alert;
  if (alert === undefined) return { targets: [] };
  const [located] = locate([alert], await topology.read());
  const targets = located === undefined ? [] : await targetsOfAlert(cluster, located, options);
  const named = alertDashboard(alert.annotations);
  return { targets, ...(named === undefined ? {} : { named: { ...named, values: valuesOf(alert, targets) } }) };
}

/** The thing itself first, then the node where it is. */
async function targetsOfAlert(cluster: Known, { about }: Located, options: GrafanaOptions): Promise<readonly WantedTarget[]> {
  const own = ownTarget(about);
  const node = about.node ?? about.placed?.node;
  const called = about.subject.kind === "node" ? "The node of this alert" : "The node where that is";
  return [...(own === undefined ? [] : [own]), ...(node === undefined ? [] : [{ target: await nodeTarget(cluster, node, options), called }])];
}

function ownTarget({ subject, pod, claim, workload }: Located["about"]): WantedTarget | undefined {
  if (subject.kind === "pod") return namespaced(pod, (namespace, name) => ({ target: { kind: "pod", namespace, pod: name }, called: "The pod of this alert" }));
  if (subject.kind === "claim") return namespaced(claim, (namespace, name) => ({ target: { kind: "claim", namespace, claim: name }, called: "The claim of this alert" }));
  if (subject.kind === "namespace") return { target: { kind: "namespace", namespace: subject.name }, called: "The namespace of this alert" };
  const owner = subject.kind !== "workload" || workload === undefined ? undefined : readWorkloadKey(workload);
  return owner && { target: { kind: "workload", namespace: owner.namespace, workload: owner.name, type: owner.kind.toLowerCase() }, called: "The workload of this alert" };
}

function namespaced(key: string | undefined, make: (namespace: string, name: string) => WantedTarget): WantedTarget | undefined {
  const [namespace = "", name = ""] = key?.split("/") ?? [];
  return name === "" ? undefined : make(namespace, name);
}

/** What an alert knows for the variables of any dashboard: what it is about, before its bare labels. */
function valuesOf({ labels }: Alert, targets: readonly WantedTarget[]): Readonly<Record<string, string>> {
  const about = [...targets].reverse().reduce((all, { target: { kind: _, ...names } }) => ({ ...all, ...names }), {});
  const volume = labels["persistentvolumeclaim"];
  return { ...labels, ...(volume === undefined ? {} : { volume }), ...about };
}
