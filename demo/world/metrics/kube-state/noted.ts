import type { WorldCluster } from "../../cluster";
import type { Family } from "../family";

const noted = (name: string, help: string): Family<WorldCluster> => ({ name, type: "gauge", help, moving: ({ noted: series }) => series.points(name) });

/** What kube-state-metrics tells of objects that only the API server knows. */
export const notedFamilies: readonly Family<WorldCluster>[] = [
  noted("kube_endpoint_address", "Information about Endpoint available and non available addresses."),
  noted("kube_horizontalpodautoscaler_spec_max_replicas", "Upper limit for the number of pods that can be set by the autoscaler; cannot be smaller than MinReplicas."),
  noted("kube_horizontalpodautoscaler_spec_min_replicas", "Lower limit for the number of pods that can be set by the autoscaler, default 1."),
  noted("kube_horizontalpodautoscaler_status_current_replicas", "Current number of replicas of pods managed by this autoscaler."),
  noted("kube_horizontalpodautoscaler_status_desired_replicas", "Desired number of replicas of pods managed by this autoscaler."),
  noted("kube_job_owner", "Information about the Job's owner."),
  noted("kube_persistentvolumeclaim_info", "Information about persistent volume claim."),
  noted("kube_persistentvolumeclaim_resource_requests_storage_bytes", "The capacity of storage requested by the persistent volume claim."),
  noted("kube_persistentvolumeclaim_status_phase", "The phase the persistent volume claim is currently in."),
  noted("kube_pod_spec_volumes_persistentvolumeclaims_info", "Information about persistentvolumeclaim volumes in a pod."),
];
