import { dig, equal, isObject, listAt } from "../json-value";
import type { Kind, KubeObject, Mistake } from "../kind";

const statefulSetFields = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

const fixed = (field: string, value: unknown): Mistake => ({ field, reason: "FieldValueInvalid", message: `Invalid value: ${goText(value)}: field is immutable` });
const goText = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : JSON.stringify(value ?? null));

/** An object's spec without some of its fields. */
const without = (object: KubeObject, fields: readonly string[]) => (isObject(object.spec) ? Object.fromEntries(Object.entries(object.spec).filter(([key]) => !fields.includes(key))) : {});

/** A pod's spec without what may be changed while it runs. */
function settled(pod: KubeObject): unknown {
  const bare = (field: string) => listAt(pod, "spec", field).map((each) => (isObject(each) ? { ...each, image: undefined, resources: undefined } : each));
  return { ...without(pod, ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "ephemeralContainers", "schedulingGates", "nodeName"]), containers: bare("containers"), initContainers: bare("initContainers") };
}

const unchangeable: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Deployment: [["spec", "selector"]],
  ReplicaSet: [["spec", "selector"]],
  DaemonSet: [["spec", "selector"]],
  Job: [["spec", "selector"], ["spec", "template"], ["spec", "completionMode"]],
  Secret: [["type"]],
  StorageClass: [["provisioner"], ["parameters"], ["reclaimPolicy"], ["volumeBindingMode"]],
};

/** What may not be changed once an object exists. */
export function immutableMistakes(kind: Kind, before: KubeObject, after: KubeObject): readonly Mistake[] {
  const found: Mistake[] = (unchangeable[kind.kind] ?? []).flatMap((path) => (equal(dig(before, ...path), dig(after, ...path)) ? [] : [fixed(path.join("."), dig(after, ...path))]));
  if (kind.kind === "StatefulSet" && kind.group === "apps" && !equal(without(before, statefulSetFields), without(after, statefulSetFields))) {
    const named = statefulSetFields.map((field) => `'${field}'`);
    found.push({ field: "spec", reason: "FieldValueForbidden", message: `Forbidden: updates to statefulset spec for fields other than ${named.slice(0, -1).join(", ")} and ${named.at(-1) ?? ""} are forbidden` });
  }
  if (kind.kind === "Pod" && kind.group === "" && !equal(settled(before), settled(after))) {
    found.push({ field: "spec", reason: "FieldValueForbidden", message: "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)" });
  }
  if (kind.kind.endsWith("RoleBinding") && kind.group === "rbac.authorization.k8s.io" && !equal(before.roleRef, after.roleRef)) {
    found.push({ field: "roleRef", reason: "FieldValueInvalid", message: `Invalid value: ${goText(after.roleRef)}: cannot change roleRef` });
  }
  if (kind.kind === "PersistentVolumeClaim" && !equal(without(before, ["resources", "volumeName", "volumeAttributesClassName"]), without(after, ["resources", "volumeName", "volumeAttributesClassName"]))) {
    found.push({ field: "spec", reason: "FieldValueForbidden", message: "Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims" });
  }
  if ((kind.kind === "ConfigMap" || kind.kind === "Secret") && before.immutable === true && !(equal(before.data, after.data) && equal(before.binaryData, after.binaryData) && after.immutable === true)) {
    found.push({ field: "data", reason: "FieldValueForbidden", message: "Forbidden: field is immutable when `immutable` is set" });
  }
  return found;
}
