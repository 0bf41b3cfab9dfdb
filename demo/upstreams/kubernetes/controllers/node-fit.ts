import { listAt, objectAt, textAt, textsAt } from "../json-value";
import type { KubeObject } from "../kind";

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

const tolerates = (tolerations: readonly Toleration[], { key = "", value = "", effect = "" }: Toleration) =>
  tolerations.some((each) => (each.effect === undefined || each.effect === "" || each.effect === effect) && (each.operator === "Exists" ? each.key === undefined || each.key === "" || each.key === key : each.key === key && (each.value ?? "") === value));

/** Why a node may not take a pod whatever room it has, in the scheduler's words; undefined where it may. */
export function nodeObstacle(pod: KubeObject, node: KubeObject): string | undefined {
  const tolerations = [...(listAt(pod, "spec", "tolerations") as readonly Toleration[]), ...(textAt(pod, "status", "qosClass") === "BestEffort" ? [] : [{ key: "node.kubernetes.io/memory-pressure", operator: "Exists" }])];
  const taints = listAt(node, "spec", "taints") as readonly Toleration[];
  const only = matchedName(pod);
  if (only !== undefined && only !== node.metadata.name) return "node(s) didn't satisfy plugin(s) [NodeAffinity]";
  if (objectAt(node, "spec").unschedulable === true && !tolerates(tolerations, { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" })) return "node(s) were unschedulable";
  const bad = taints.find((taint) => taint.effect !== "PreferNoSchedule" && taint.key !== "node.kubernetes.io/unschedulable" && !tolerates(tolerations, taint));
  if (bad) return `node(s) had untolerated taint {${bad.key ?? ""}: ${bad.value ?? ""}}`;
  const labels = textsAt(node, "metadata", "labels");
  if (Object.entries(textsAt(pod, "spec", "nodeSelector")).some(([key, value]) => labels[key] !== value) || !affine(pod, labels)) return "node(s) didn't match Pod's node affinity/selector";
  return undefined;
}

const required = (pod: KubeObject) => listAt(pod, "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");

/** The one node that a DaemonSet's pod is meant for. */
function matchedName(pod: KubeObject): string | undefined {
  return textAt(required(pod)[0], "matchFields", 0, "values", 0);
}

function affine(pod: KubeObject, labels: Readonly<Record<string, string>>): boolean {
  const terms = required(pod);
  return terms.length === 0 || terms.some((term) => listAt(term, "matchExpressions").every((expression) => {
    const value = labels[textAt(expression, "key") ?? ""];
    const values = listAt(expression, "values");
    switch (textAt(expression, "operator")) {
      case "In": return value !== undefined && values.includes(value);
      case "NotIn": return value === undefined || !values.includes(value);
      case "Exists": return value !== undefined;
      case "DoesNotExist": return value === undefined;
      default: return true;
    }
  }));
}
