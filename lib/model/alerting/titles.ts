import type { Labels } from "./matcher";

/** What the common alerts of kube-prometheus-stack mean, in a person's words. */
const titles: Readonly<Record<string, (labels: Labels, node: string) => string>> = {
  KubePodCrashLooping: ({ pod }) => `${pod ?? "A pod"} keeps restarting`,
  KubePodNotReady: ({ pod }) => `${pod ?? "A pod"} does not get ready`,
  KubeContainerWaiting: ({ pod, container }) => `${container ?? "A container"} of ${pod ?? "a pod"} does not start`,
  CPUThrottlingHigh: ({ pod }) => `${pod ?? "A pod"} is held back by its CPU limit`,
  KubeNodeNotReady: (_, node) => `${node} is not ready`,
  KubeNodeUnreachable: (_, node) => `${node} can't be reached`,
  KubeNodePressure: (_, node) => `${node} is under pressure`,
  KubeNodeReadinessFlapping: (_, node) => `${node} is ready at one moment and not at the next`,
  KubeNodeEviction: (_, node) => `${node} throws pods out`,
  KubeletTooManyPods: (_, node) => `${node} has almost as many pods as it takes`,
  KubeStatefulSetReplicasMismatch: ({ statefulset }) => `${statefulset ?? "A StatefulSet"} lacks replicas`,
  KubeDeploymentReplicasMismatch: ({ deployment }) => `${deployment ?? "A Deployment"} lacks replicas`,
  KubeDeploymentRolloutStuck: ({ deployment }) => `The rollout of ${deployment ?? "a Deployment"} is stuck`,
  KubeDaemonSetRolloutStuck: ({ daemonset }) => `The rollout of ${daemonset ?? "a DaemonSet"} is stuck`,
  KubeDaemonSetNotScheduled: ({ daemonset }) => `${daemonset ?? "A DaemonSet"} is missing on some nodes`,
  KubeDaemonSetMisScheduled: ({ daemonset }) => `${daemonset ?? "A DaemonSet"} runs where it should not`,
  KubeJobFailed: ({ job_name: job }) => `The job ${job ?? "of somebody"} failed`,
  KubeJobNotCompleted: ({ job_name: job }) => `The job ${job ?? "of somebody"} does not come to its end`,
  KubeHpaMaxedOut: ({ horizontalpodautoscaler: hpa }) => `${hpa ?? "An autoscaler"} has as many replicas as it may`,
  KubeHpaReplicasMismatch: ({ horizontalpodautoscaler: hpa }) => `${hpa ?? "An autoscaler"} does not get the replicas it wants`,
  KubePersistentVolumeFillingUp: ({ persistentvolumeclaim: claim }) => `${claim ?? "A volume"} is filling up`,
  KubePersistentVolumeInodesFillingUp: ({ persistentvolumeclaim: claim }) => `${claim ?? "A volume"} runs out of inodes`,
  KubeQuotaAlmostFull: ({ namespace }) => `The quota of ${namespace ?? "a namespace"} is almost used up`,
  KubeQuotaExceeded: ({ namespace }) => `${namespace ?? "A namespace"} uses more than its quota`,
  NodeFilesystemSpaceFillingUp: ({ mountpoint }, node) => `${mountpoint ?? "A file system"} of ${node} is filling up`,
  NodeFilesystemAlmostOutOfSpace: ({ mountpoint }, node) => `${mountpoint ?? "A file system"} of ${node} is almost full`,
  NodeFilesystemFilesFillingUp: ({ mountpoint }, node) => `${mountpoint ?? "A file system"} of ${node} is running out of inodes`,
  NodeFilesystemAlmostOutOfFiles: ({ mountpoint }, node) => `${mountpoint ?? "A file system"} of ${node} has almost no inodes left`,
  NodeMemoryHighUtilization: (_, node) => `${node} runs short of memory`,
  NodeCPUHighUsage: (_, node) => `${node} is very busy`,
  NodeSystemSaturation: (_, node) => `${node} has more to do than it can`,
  NodeDiskIOSaturation: ({ device }, node) => `The disk ${device ?? ""} of ${node} is overloaded`.replace("  ", " "),
  NodeClockNotSynchronising: (_, node) => `The clock of ${node} is not synchronised`,
  NodeClockSkewDetected: (_, node) => `The clock of ${node} is wrong`,
  TargetDown: ({ job }) => `Prometheus can't reach ${job ?? "a target"}`,
  KubeAPIErrorBudgetBurn: () => "The Kubernetes API fails too often or is too slow",
  KubeCPUOvercommit: () => "The cluster could not stand the loss of a node: too much CPU is promised",
  KubeMemoryOvercommit: () => "The cluster could not stand the loss of a node: too much memory is promised",
  PrometheusRuleFailures: ({ pod }) => `${pod ?? "Prometheus"} can't evaluate some of its rules`,
  Watchdog: () => "The alerting pipeline works, as this alert always fires",
};

/** Those that are called otherwise elsewhere: what they mean is in the rule's own summary, or nowhere. */
const own = (name: string) => (Object.hasOwn(titles, name) ? titles[name] : undefined);

/** What is wrong, in a person's words; `node` is the node it is about, where that is known. */
export function titleOf({ name, labels, annotations }: { readonly name: string; readonly labels: Labels; readonly annotations: Labels }, node?: string): string {
  const summary = annotations["summary"] ?? "";
  return own(name)?.(labels, node ?? labels["node"] ?? labels["instance"] ?? "a node") ?? (summary === "" ? name : summary);
}

/** What the rule says about it at length. */
export function detailOf({ annotations }: { readonly annotations: Labels }): string | undefined {
  return annotations["description"] ?? annotations["message"];
}
