import type { ObjectRef, ResourceId } from "./api-resource";

export interface KnownKind extends ResourceId {
  readonly kind: string;
  readonly namespaced: boolean;
}

const kinds = (group: string, version: string, namespaced: boolean, names: string): readonly KnownKind[] =>
  names.split(" ").map((name) => {
    const [resource = "", kind = ""] = name.split(":");
    return { group, version, resource, kind, namespaced };
  });

/**
 * The kinds of Kubernetes itself and of its usual companions, so that a kind's name alone (in an event,
 * in an owner reference) leads to its objects without asking. Not a list of what a cluster serves.
 */
export const wellKnownKinds: readonly KnownKind[] = [
  ...kinds("", "v1", true, "pods:Pod services:Service configmaps:ConfigMap secrets:Secret persistentvolumeclaims:PersistentVolumeClaim serviceaccounts:ServiceAccount events:Event endpoints:Endpoints replicationcontrollers:ReplicationController resourcequotas:ResourceQuota limitranges:LimitRange"),
  ...kinds("", "v1", false, "nodes:Node namespaces:Namespace persistentvolumes:PersistentVolume"),
  ...kinds("apps", "v1", true, "deployments:Deployment replicasets:ReplicaSet statefulsets:StatefulSet daemonsets:DaemonSet controllerrevisions:ControllerRevision"),
  ...kinds("batch", "v1", true, "jobs:Job cronjobs:CronJob"),
  ...kinds("autoscaling", "v2", true, "horizontalpodautoscalers:HorizontalPodAutoscaler"),
  ...kinds("policy", "v1", true, "poddisruptionbudgets:PodDisruptionBudget"),
  ...kinds("networking.k8s.io", "v1", true, "ingresses:Ingress networkpolicies:NetworkPolicy"),
  ...kinds("networking.k8s.io", "v1", false, "ingressclasses:IngressClass"),
  ...kinds("gateway.networking.k8s.io", "v1", true, "gateways:Gateway httproutes:HTTPRoute grpcroutes:GRPCRoute"),
  ...kinds("gateway.networking.k8s.io", "v1", false, "gatewayclasses:GatewayClass"),
  ...kinds("discovery.k8s.io", "v1", true, "endpointslices:EndpointSlice"),
  ...kinds("storage.k8s.io", "v1", false, "storageclasses:StorageClass volumeattachments:VolumeAttachment"),
  ...kinds("rbac.authorization.k8s.io", "v1", true, "roles:Role rolebindings:RoleBinding"),
  ...kinds("rbac.authorization.k8s.io", "v1", false, "clusterroles:ClusterRole clusterrolebindings:ClusterRoleBinding"),
  ...kinds("scheduling.k8s.io", "v1", false, "priorityclasses:PriorityClass"),
  ...kinds("coordination.k8s.io", "v1", true, "leases:Lease"),
  ...kinds("apiextensions.k8s.io", "v1", false, "customresourcedefinitions:CustomResourceDefinition"),
  ...kinds("argoproj.io", "v1alpha1", true, "applications:Application rollouts:Rollout"),
  ...kinds("keda.sh", "v1alpha1", true, "scaledobjects:ScaledObject scaledjobs:ScaledJob"),
];

const byName = new Map(wellKnownKinds.map((known) => [`${known.group}/${known.kind}`, known]));
const byKind = new Map([...wellKnownKinds].reverse().map((known) => [known.kind, known]));

/** The kind of this name; without a group the first that is called so. */
export function wellKnownKind(kind: string, group?: string): KnownKind | undefined {
  return group === undefined ? byKind.get(kind) : byName.get(`${group}/${kind}`);
}

/** What an event or a message names by kind, namespace and name alone; undefined where nobody knows the kind. */
export function wellKnownRef({ kind, namespace, name }: { readonly kind: string; readonly namespace?: string; readonly name: string }): ObjectRef | undefined {
  const known = wellKnownKind(kind);
  if (known === undefined || name === "" || (known.namespaced && namespace === undefined)) return undefined;
  const { group, version, resource, namespaced } = known;
  return { group, version, resource, kind, name, ...(namespaced && namespace !== undefined ? { namespace } : {}) };
}
