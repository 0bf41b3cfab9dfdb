import type { Labels } from "./matcher";

/** Labels that name what an alert is about, the most telling first. */
export const subjectLabels = [
  ...["pod", "persistentvolumeclaim", "node", "instance", "deployment", "statefulset", "daemonset", "job_name", "cronjob", "horizontalpodautoscaler"],
  ...["replicaset", "workload", "container", "device", "mountpoint", "name", "target"],
] as const;

/** Labels that say how bad it is or who evaluated it: alone they tell nothing about what is silenced. */
export const vagueLabels: ReadonlySet<string> = new Set(["severity", "cluster", "prometheus", "prometheus_replica"]);

/** Who measured it: true of many alerts that have nothing to do with each other. */
const measuring = new Set(["job", "service", "endpoint", "uid", "metrics_path", "exported_job", "id", "image"]);
/** Labels that name the exporter's own pod where an exporter measured something else; kube-state-metrics leaves the object's own namespace. */
const ofExporter = (name: string, job: string) => name === "pod" || name === "container" || (name === "namespace" && !job.includes("kube-state-metrics"));
const exporter = /exporter|kube-state-metrics/;

const order: readonly string[] = ["alertname", "namespace", ...subjectLabels];
const [beyond, last] = [order.length, order.length + 40];

/** How little a label of an alert tells about what the alert is about; 0 is the most telling. */
export function labelRank(name: string, labels: Labels): number {
  if (namesExporter(labels) && ofExporter(name, labels["job"] ?? "")) return beyond + 10;
  const known = order.indexOf(name);
  if (known >= 0) return known;
  if (name === "severity" || name === "cluster") return beyond + 20;
  return vagueLabels.has(name) ? last : beyond + (measuring.has(name) ? 10 : 0);
}

/** Alerts about nodes carry the pod of the exporter that measured them, which is another after its next restart. */
function namesExporter({ job = "", pod = "" }: Labels): boolean {
  return exporter.test(job) && (pod === "" || pod.includes(job));
}
