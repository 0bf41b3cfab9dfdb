import { byName } from "./by-name";
import type { ObjectLabel } from "./labelled-object";

/** The kind of thing that an alert is about, as its name tells; for objects the label that names them. */
export type Aim = ObjectLabel | "node" | "target" | "namespace" | "cluster";

/** What the alerts of kube-prometheus-stack are about; the first that matches counts. */
const aims: readonly (readonly [names: RegExp, aim: Aim])[] = [
  [/^(?:Watchdog|KubeVersionMismatch|KubeCPUOvercommit|KubeMemoryOvercommit|KubeAPI\w+|KubeClientCertificateExpiration|KubeAggregatedAPI\w+|Kube(?:Scheduler|ControllerManager|Proxy|let)Down)$/, "cluster"],
  [/^(?:InfoInhibitor|KubeQuota\w+|Kube(?:CPU|Memory)QuotaOvercommit|KubePdb\w+)$/, "namespace"],
  [/^(?:KubeNode\w+|Kubelet\w+|Node[A-Z]\w*)$/, "node"],
  [/^KubePersistentVolume(?:FillingUp|InodesFillingUp)$/, "persistentvolumeclaim"],
  [/^(?:KubePod\w+|KubeContainer\w+|CPUThrottlingHigh)$/, "pod"],
  [/^KubeDeployment\w+$/, "deployment"],
  [/^KubeStatefulSet\w+$/, "statefulset"],
  [/^KubeDaemonSet\w+$/, "daemonset"],
  [/^KubeJob\w+$/, "job_name"],
  [/^KubeCronJob\w+$/, "cronjob"],
  [/^KubeHpa\w+$/, "horizontalpodautoscaler"],
  [/^(?:TargetDown|KubeStateMetrics\w+|KubeClientErrors|etcd\w+)$/, "target"],
];

/** What an alert of this name is about; undefined where only its labels can tell. */
export const aimOf = byName((alertname) => aims.find(([names]) => names.test(alertname))?.[1]);
