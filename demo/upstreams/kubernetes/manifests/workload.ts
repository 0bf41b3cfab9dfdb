import type { WorldCluster } from "../../../world/cluster";
import { hex } from "../../../world/dice";
import { workloadUid } from "../../../world/pod";
import type { Workload } from "../../../world/workload";
import { timestamp } from "../kind";
import { isIoc } from "./ioc-template";
import { inNamespace, trackedBy } from "./manifest";
import type { Manifest } from "./manifest";
import { detailsOf, podSpec } from "./pod-template";

/**
 * The object that asks for a World workload's pods, in full but for its status, which is the controllers'.
 * UID and time of creation are the World's, so that pods made from the World find their owner.
 */
export function workloadManifest(cluster: WorldCluster, workload: Workload): Manifest {
  const { kind, namespace, name, labels } = workload;
  const ioc = isIoc(workload);
  const metadata = {
    name,
    uid: workloadUid(cluster.seed, workload),
    creationTimestamp: timestamp(cluster.origin),
    generation: 1,
    labels: { ...labels, ...(ioc && { commitHash: hex(cluster.seed, `commit ${name}`, 7) }), ...managedBy(workload) },
    annotations: {
      ...(kind === "Deployment" && { "deployment.kubernetes.io/revision": "1" }),
      ...(kind === "DaemonSet" && { "deprecated.daemonset.template.generation": "1" }),
      ...(namespace.endsWith("-beamline") && trackedBy(`${namespace}_${name}`, "apps", kind, namespace, name)),
    },
  };
  return inNamespace(namespace, "apps/v1", kind, metadata, { spec: { ...shapes[kind](workload), selector: { matchLabels: { app: name } }, template: templateOf(workload) } });
}

function managedBy({ namespace }: Workload): Readonly<Record<string, string>> {
  if (namespace.endsWith("-beamline")) return { "app.kubernetes.io/managed-by": "Helm" };
  return namespace === "kube-system" ? { "kubernetes.io/cluster-service": "true" } : {};
}

const templateOf = (workload: Workload) => ({ metadata: { labels: workload.labels }, spec: podSpec(workload) });

const shapes: Readonly<Record<Workload["kind"], (workload: Workload) => object>> = {
  Deployment: ({ replicas, hostNetwork }) => ({
    replicas,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    // Two pods cannot share a port of the host.
    strategy: hostNetwork ? { type: "Recreate" } : { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
  }),
  StatefulSet: (workload) => ({
    replicas: workload.replicas,
    serviceName: workload.name,
    podManagementPolicy: isIoc(workload) ? "Parallel" : "OrderedReady",
    revisionHistoryLimit: 10,
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
    ...claimTemplates(workload),
  }),
  DaemonSet: () => ({ revisionHistoryLimit: 10, updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }),
};

function claimTemplates(workload: Workload): object {
  const claims = Object.entries(detailsOf(workload).claims ?? {});
  if (claims.length === 0) return {};
  return {
    volumeClaimTemplates: claims.map(([name, storage]) => ({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, storageClassName: "ceph-block", volumeMode: "Filesystem" },
      status: { phase: "Pending" },
    })),
  };
}
