import { dig, listAt, numberAt, objectAt, textAt } from "../json-value";
import { column } from "../kind";
import type { Kind, KubeObject } from "../kind";
import { olderAutoscaler } from "./autoscaler-view";
import { ageColumn, count, defineKind, shown } from "./define-kind";

/** The status entry that belongs to a metric: Kubernetes pairs them by position. */
function metricText(spec: unknown, status: unknown): string {
  const sort = textAt(spec, "type") ?? "";
  const key = sort.charAt(0).toLowerCase() + sort.slice(1);
  const target = dig(spec, key, "target");
  const current = dig(status, key, "current");
  if (sort === "Resource" || sort === "ContainerResource") {
    const name = textAt(spec, key, "name") ?? "";
    const average = textAt(target, "averageValue");
    if (average !== undefined) return `${name}: ${textAt(current, "averageValue") ?? "<unknown>"}/${average}`;
    const [now, wanted] = [numberAt(current, "averageUtilization"), numberAt(target, "averageUtilization")];
    return `${name}: ${now === undefined ? "<unknown>" : `${now}%`}/${wanted === undefined ? "<auto>" : `${wanted}%`}`;
  }
  const average = textAt(target, "averageValue");
  if (average !== undefined) return `${textAt(current, "averageValue") ?? "<unknown>"}/${average}${sort === "Pods" ? "" : " (avg)"}`;
  return `${textAt(current, "value") ?? "<unknown>"}/${textAt(target, "value") ?? ""}`;
}

function targets(object: KubeObject): string {
  const metrics = listAt(object, "spec", "metrics");
  if (metrics.length === 0) return "<none>";
  const list = metrics.slice(0, 2).map((metric, index) => metricText(metric, dig(object, "status", "currentMetrics", index)));
  return list.join(", ") + (metrics.length > 2 ? ` + ${metrics.length - 2} more...` : "");
}

const autoscaler = defineKind({
  group: "autoscaling",
  version: "v2",
  kind: "HorizontalPodAutoscaler",
  plural: "horizontalpodautoscalers",
  shortNames: ["hpa"],
  namespaced: true,
  categories: ["all"],
  subresources: ["status"],
  shown: [
    shown("Reference", (object) => `${textAt(object, "spec", "scaleTargetRef", "kind") ?? ""}/${textAt(object, "spec", "scaleTargetRef", "name") ?? ""}`),
    shown("Targets", targets),
    shown("MinPods", (object) => String(numberAt(object, "spec", "minReplicas") ?? "<unset>")),
    shown("MaxPods", (object) => String(numberAt(object, "spec", "maxReplicas") ?? "")),
    shown("Replicas", (object) => String(numberAt(object, "status", "currentReplicas") ?? 0)),
    ageColumn,
  ],
  prepare: (object) => ({ ...object, spec: { minReplicas: 1, metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } }], ...objectAt(object, "spec") }, status: { desiredReplicas: 0, currentMetrics: null, ...objectAt(object, "status") } }),
  mistakes: (object) => {
    const [least, most] = [numberAt(object, "spec", "minReplicas") ?? 1, numberAt(object, "spec", "maxReplicas") ?? 0];
    if (most < 1) return [{ field: "spec.maxReplicas", reason: "FieldValueInvalid", message: `Invalid value: ${most}: must be greater than 0` }];
    return least > most ? [{ field: "spec.maxReplicas", reason: "FieldValueInvalid", message: `Invalid value: ${most}: must be greater than or equal to \`minReplicas\`` }] : [];
  },
});

const amount = (...path: readonly string[]) => (object: KubeObject) => {
  const value = dig(object, ...path);
  return typeof value === "number" || typeof value === "string" ? String(value) : "N/A";
};

const disruptionBudget = defineKind({
  group: "policy",
  version: "v1",
  kind: "PodDisruptionBudget",
  plural: "poddisruptionbudgets",
  shortNames: ["pdb"],
  namespaced: true,
  subresources: ["status"],
  shown: [
    shown("Min Available", amount("spec", "minAvailable")),
    shown("Max Unavailable", amount("spec", "maxUnavailable")),
    count("Allowed Disruptions", (object) => numberAt(object, "status", "disruptionsAllowed") ?? 0),
    ageColumn,
  ],
  prepare: (object) => ({ ...object, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0, ...objectAt(object, "status") } }),
  mistakes: (object) => (dig(object, "spec", "minAvailable") !== undefined && dig(object, "spec", "maxUnavailable") !== undefined ? [{ field: "spec", reason: "FieldValueInvalid", message: "Invalid value: minAvailable and maxUnavailable cannot be both set" }] : []),
});

const priorityClass = defineKind({
  group: "scheduling.k8s.io",
  version: "v1",
  kind: "PriorityClass",
  plural: "priorityclasses",
  shortNames: ["pc"],
  namespaced: false,
  shown: [
    count("Value", (object) => numberAt(object, "value") ?? 0),
    { column: { ...column("Global-Default"), type: "boolean" as "string" }, cell: (object) => dig(object, "globalDefault") === true },
    ageColumn,
    shown("PreemptionPolicy", (object) => textAt(object, "preemptionPolicy") ?? ""),
  ],
  prepare: (object) => ({ preemptionPolicy: "PreemptLowerPriority", ...object }),
});

export const scalingKinds: readonly Kind[] = [autoscaler, olderAutoscaler(autoscaler), disruptionBudget, priorityClass];
