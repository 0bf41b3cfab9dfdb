import { wellKnownRef, type ObjectRef } from "@/lib/model";

/** Which object a label of an alert names; the most telling first. `job` is Prometheus' own word for whom it scrapes. */
const kinds = {
  deployment: "Deployment",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  job_name: "Job",
  cronjob: "CronJob",
  horizontalpodautoscaler: "HorizontalPodAutoscaler",
  persistentvolumeclaim: "PersistentVolumeClaim",
  pod: "Pod",
} as const;

/** The object that an alert is about, as far as its labels tell. */
export function alertObject({ namespace, ...labels }: Readonly<Record<string, string>>): ObjectRef | undefined {
  if (namespace === undefined) return undefined;
  const label = (Object.keys(kinds) as (keyof typeof kinds)[]).find((key) => (labels[key] ?? "") !== "");
  return label === undefined ? undefined : wellKnownRef({ kind: kinds[label], namespace, name: labels[label] ?? "" });
}
