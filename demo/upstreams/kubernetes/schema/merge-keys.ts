import type { Schema } from "./schema";

type ListTraits = Pick<Schema, "keys" | "mergeKey" | "set" | "atomic">;

/** Lists whose items are merged, by what they hold: the field of strategic merge patches, and those of server-side apply. */
const byItem: Readonly<Record<string, readonly string[]>> = {
  V1Container: ["name"],
  V1EphemeralContainer: ["name"],
  V1EnvVar: ["name"],
  V1Volume: ["name"],
  V1VolumeMount: ["mountPath"],
  V1VolumeDevice: ["devicePath"],
  V1ContainerPort: ["containerPort", "protocol"],
  V1ServicePort: ["port", "protocol"],
  V1HostAlias: ["ip"],
  V1PodIP: ["ip"],
  V1HostIP: ["ip"],
  V1TopologySpreadConstraint: ["topologyKey", "whenUnsatisfiable"],
  V1OwnerReference: ["uid"],
  V1NodeAddress: ["type"],
  V1PodResourceClaim: ["name"],
  CoreV1ResourceClaim: ["name"],
  V1PodReadinessGate: [],
  V1ValidatingWebhook: ["name"],
  V1MutatingWebhook: ["name"],
};

/** The same, where what is held does not decide. */
const byField: Readonly<Record<string, readonly string[]>> = {
  "V1PodSpec.imagePullSecrets": ["name"],
  "V1ServiceAccount.secrets": ["name"],
};

/** How the items of a list are told apart; a list of which nothing is known is replaced as a whole. */
export function listTraits(model: string, field: string, item: string): ListTraits {
  if (field === "finalizers") return { set: true };
  const keys = byField[`${model}.${field}`] ?? (/Condition$/.test(item) ? ["type"] : byItem[item]);
  return keys?.[0] === undefined ? { atomic: true } : { keys, mergeKey: keys[0] };
}

/** Models that are one value for server-side apply, however many fields they have. */
export const wholes: ReadonlySet<string> = new Set(["V1LabelSelector", "V1ObjectReference", "V1LocalObjectReference", "V1SecretKeySelector", "V1ConfigMapKeySelector", "V1ObjectFieldSelector", "V1ResourceFieldSelector", "V1NodeSelector", "V1NodeSelectorTerm", "V1RoleRef", "RbacV1Subject", "V1TypedLocalObjectReference", "V1SecretReference"]);
/** Maps that are one value. */
export const wholeMaps: ReadonlySet<string> = new Set(["V1PodSpec.nodeSelector", "V1ServiceSpec.selector"]);

/** Fields that hold quantities, such as `500m` or `2Gi`. */
export const quantities: ReadonlySet<string> = new Set([
  "V1ResourceRequirements.limits", "V1ResourceRequirements.requests", "V1VolumeResourceRequirements.limits", "V1VolumeResourceRequirements.requests",
  "V1PersistentVolumeSpec.capacity", "V1PersistentVolumeClaimStatus.capacity", "V1NodeStatus.capacity", "V1NodeStatus.allocatable", "V1ResourceQuotaSpec.hard", "V1ResourceQuotaStatus.hard", "V1ResourceQuotaStatus.used",
  "V1EmptyDirVolumeSource.sizeLimit", "V1LimitRangeItem._default", "V1LimitRangeItem.default", "V1LimitRangeItem.defaultRequest", "V1LimitRangeItem.max", "V1LimitRangeItem.min",
  "V2MetricTarget.averageValue", "V2MetricTarget.value", "V2MetricValueStatus.averageValue", "V2MetricValueStatus.value", "V1ResourceFieldSelector.divisor", "V1PodSpec.overhead",
]);
