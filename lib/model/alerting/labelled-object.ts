import type { ObjectRef } from "../api-resource";
import { wellKnownRef } from "../well-known-kinds";
import type { Labels } from "./matcher";

/** Which object a label of an alert names; the most telling first. `job` is Prometheus' own word for whom it scrapes. */
export const objectLabels = {
  deployment: "Deployment",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  job_name: "Job",
  cronjob: "CronJob",
  horizontalpodautoscaler: "HorizontalPodAutoscaler",
  persistentvolumeclaim: "PersistentVolumeClaim",
  pod: "Pod",
} as const;

export type ObjectLabel = keyof typeof objectLabels;

const order = Object.keys(objectLabels) as readonly ObjectLabel[];

/** The most telling label of an alert that names an object in a namespace. */
export function objectLabel(labels: Labels): ObjectLabel | undefined {
  return (labels["namespace"] ?? "") === "" ? undefined : order.find((label) => (labels[label] ?? "") !== "");
}

/** The object that a label of an alert names. */
export function refOfLabel(labels: Labels, label: ObjectLabel): ObjectRef | undefined {
  const { namespace } = labels;
  return namespace === undefined ? undefined : wellKnownRef({ kind: objectLabels[label], namespace, name: labels[label] ?? "" });
}
