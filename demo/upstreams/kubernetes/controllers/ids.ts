import type { KindId } from "../kind";

const id = (group: string, version: string, plural: string): KindId => ({ group, version, plural });

/** The kinds that controllers read and write. */
export const ids = {
  pods: id("", "v1", "pods"),
  nodes: id("", "v1", "nodes"),
  events: id("", "v1", "events"),
  services: id("", "v1", "services"),
  namespaces: id("", "v1", "namespaces"),
  configMaps: id("", "v1", "configmaps"),
  secrets: id("", "v1", "secrets"),
  serviceAccounts: id("", "v1", "serviceaccounts"),
  claims: id("", "v1", "persistentvolumeclaims"),
  volumes: id("", "v1", "persistentvolumes"),
  endpoints: id("", "v1", "endpoints"),
  deployments: id("apps", "v1", "deployments"),
  replicaSets: id("apps", "v1", "replicasets"),
  statefulSets: id("apps", "v1", "statefulsets"),
  daemonSets: id("apps", "v1", "daemonsets"),
  revisions: id("apps", "v1", "controllerrevisions"),
  jobs: id("batch", "v1", "jobs"),
  cronJobs: id("batch", "v1", "cronjobs"),
  autoscalers: id("autoscaling", "v2", "horizontalpodautoscalers"),
  budgets: id("policy", "v1", "poddisruptionbudgets"),
  slices: id("discovery.k8s.io", "v1", "endpointslices"),
  leases: id("coordination.k8s.io", "v1", "leases"),
  storageClasses: id("storage.k8s.io", "v1", "storageclasses"),
} as const;

/** The kind of an owner, by what an ownerReference calls it. */
export const kindNames: Readonly<Record<keyof typeof ids, string>> = {
  pods: "Pod",
  nodes: "Node",
  events: "Event",
  services: "Service",
  namespaces: "Namespace",
  configMaps: "ConfigMap",
  secrets: "Secret",
  serviceAccounts: "ServiceAccount",
  claims: "PersistentVolumeClaim",
  volumes: "PersistentVolume",
  endpoints: "Endpoints",
  deployments: "Deployment",
  replicaSets: "ReplicaSet",
  statefulSets: "StatefulSet",
  daemonSets: "DaemonSet",
  revisions: "ControllerRevision",
  jobs: "Job",
  cronJobs: "CronJob",
  autoscalers: "HorizontalPodAutoscaler",
  budgets: "PodDisruptionBudget",
  slices: "EndpointSlice",
  leases: "Lease",
  storageClasses: "StorageClass",
};
