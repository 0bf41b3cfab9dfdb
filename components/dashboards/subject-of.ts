import type { ObjectRef } from "@/lib/model/api-resource";
import type { DashboardSubject } from "@/lib/model/dashboard";

/** The kinds whose pods Prometheus counts together, by group and kind. */
const workloads: ReadonlySet<string> = new Set(["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/Job"]);

/** What dashboards could be about an object; undefined for kinds that nobody draws. */
export function subjectOf({ group, kind, namespace, name }: Pick<ObjectRef, "group" | "kind" | "namespace" | "name">): DashboardSubject | undefined {
  if (group === "" && kind === "Node") return { kind: "node", node: name };
  if (group === "" && kind === "Namespace") return { kind: "namespace", namespace: name };
  if (namespace === undefined) return undefined;
  if (group === "" && kind === "Pod") return { kind: "pod", namespace, pod: name };
  if (group === "" && kind === "PersistentVolumeClaim") return { kind: "claim", namespace, claim: name };
  return workloads.has(`${group}/${kind}`) ? { kind: "workload", namespace, workload: name, type: kind.toLowerCase() } : undefined;
}
