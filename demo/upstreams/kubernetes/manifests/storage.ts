import type { WorldCluster } from "../../../world/cluster";
import { uuid } from "../../../world/dice";
import type { Workload } from "../../../world/workload";
import { isIoc, sharedClaims } from "./ioc-template";
import { inNamespace, ofCluster, trackedBy } from "./manifest";
import type { Manifest } from "./manifest";
import { detailsOf } from "./pod-template";

interface Claim {
  readonly namespace: string;
  readonly name: string;
  readonly storage: string;
  readonly shared: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

const isDefault = { "storageclass.kubernetes.io/is-default-class": "true" };

/** What storage a cluster offers: blocks for one node, files for many, and the beamline's own file server. */
function classes(): readonly Manifest[] {
  const storageClass = (name: string, provisioner: string, rest: object, annotations?: Readonly<Record<string, string>>) =>
    ofCluster("storage.k8s.io/v1", "StorageClass", { name, ...(annotations && { annotations }) }, { provisioner, reclaimPolicy: "Delete", volumeBindingMode: "Immediate", allowVolumeExpansion: true, ...rest });
  const parameters = { clusterID: "rook-ceph", "csi.storage.k8s.io/provisioner-secret-name": "rook-csi-rbd-provisioner", "csi.storage.k8s.io/provisioner-secret-namespace": "rook-ceph" };
  const driver = (name: string, attachRequired: boolean) => ofCluster("storage.k8s.io/v1", "CSIDriver", name, { spec: { attachRequired, podInfoOnMount: false, storageCapacity: false, requiresRepublish: false, volumeLifecycleModes: ["Persistent"], fsGroupPolicy: "File" } });
  return [
    storageClass("ceph-block", "rook-ceph.rbd.csi.ceph.com", { parameters: { ...parameters, pool: "replicapool", imageFeatures: "layering" } }, isDefault),
    storageClass("ceph-filesystem", "rook-ceph.cephfs.csi.ceph.com", { parameters: { ...parameters, fsName: "ceph-filesystem" } }),
    storageClass("netapp-nfs", "csi.trident.netapp.io", { reclaimPolicy: "Retain", parameters: { backendType: "ontap-nas" }, mountOptions: ["nfsvers=4.1"] }),
    storageClass("local-path", "rancher.io/local-path", { volumeBindingMode: "WaitForFirstConsumer", allowVolumeExpansion: false }),
    driver("rook-ceph.rbd.csi.ceph.com", true),
    driver("rook-ceph.cephfs.csi.ceph.com", true),
    driver("csi.trident.netapp.io", false),
  ];
}

const sizes: Readonly<Record<string, string>> = { "central-db": "100Gi", grafana: "10Gi", "p47-data-claim": "500Gi" };

/** Every claim that workloads mount: a beamline's shared ones, an IOC's own, and one for each pod of a StatefulSet that asks so. */
function claimsOf(workloads: readonly Workload[]): readonly Claim[] {
  const found = workloads.flatMap((workload): Claim[] => {
    const { namespace, name, replicas, labels } = workload;
    const { volumes = [], claims = {} } = detailsOf(workload);
    const { domain = "" } = labels;
    const mounted = volumes.flatMap((volume): Claim[] => {
      const claimName = (volume as { readonly persistentVolumeClaim?: { readonly claimName: string } }).persistentVolumeClaim?.claimName;
      if (claimName === undefined) return [];
      const shared = sharedClaims.some((each) => claimName === `${domain}-${each}-claim`) || claimName.endsWith("-claim");
      const application = shared ? `${namespace.replace(/-beamline$/, "")}-epics-pvcs` : name;
      return [{
        namespace,
        name: claimName,
        storage: sizes[claimName] ?? (shared ? "1Gi" : isIoc(workload) ? "1000Mi" : "20Gi"),
        shared,
        ...(namespace.endsWith("-beamline") && { annotations: trackedBy(`${namespace}_${application}`, "", "PersistentVolumeClaim", namespace, claimName) }),
      }];
    });
    // The beamline's chart makes all of its claims, mounted or not.
    const unmounted = isIoc(workload) ? sharedClaims.map((each): Claim => ({ namespace, name: `${domain}-${each}-claim`, storage: "1Gi", shared: true })) : [];
    const own = Object.entries(claims).flatMap(([claim, storage]) => Array.from({ length: replicas }, (_, index): Claim => ({ namespace, name: `${claim}-${name}-${index}`, storage, shared: false, labels: { app: name } })));
    return [...unmounted, ...mounted, ...own];
  });
  return [...new Map(found.map((claim) => [`${claim.namespace}/${claim.name}`, claim])).values()];
}

/** A claim with the volume that it is bound to. */
function bound(cluster: WorldCluster, { namespace, name, storage, shared, labels, annotations }: Claim): readonly Manifest[] {
  const uid = uuid(cluster.seed, `PersistentVolumeClaim ${namespace}/${name}`);
  const volumeName = `pvc-${uid}`;
  const accessModes = [shared ? "ReadWriteMany" : "ReadWriteOnce"];
  const [storageClassName, driver] = shared ? ["netapp-nfs", "csi.trident.netapp.io"] : ["ceph-block", "rook-ceph.rbd.csi.ceph.com"];
  const capacity = { storage };
  return [
    ofCluster("v1", "PersistentVolume", { name: volumeName, annotations: { "pv.kubernetes.io/provisioned-by": driver }, finalizers: ["kubernetes.io/pv-protection"] }, {
      spec: { capacity, accessModes, persistentVolumeReclaimPolicy: shared ? "Retain" : "Delete", storageClassName, volumeMode: "Filesystem", claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid }, csi: { driver, volumeHandle: `0001-0009-rook-ceph-${uid}`, ...(!shared && { fsType: "ext4" }) } },
      status: { phase: "Bound" },
    }),
    inNamespace(namespace, "v1", "PersistentVolumeClaim", {
      name,
      uid,
      ...(labels && { labels }),
      annotations: { "pv.kubernetes.io/bind-completed": "yes", "pv.kubernetes.io/bound-by-controller": "yes", "volume.kubernetes.io/storage-provisioner": driver, ...annotations },
    }, { spec: { accessModes, resources: { requests: capacity }, storageClassName, volumeMode: "Filesystem", volumeName }, status: { phase: "Bound", accessModes, capacity } }),
  ];
}

/** Volumes that nobody claims: one left behind by a beamline that moved, and one made by hand. */
function loose(cluster: WorldCluster): readonly Manifest[] {
  if (cluster.id !== "pollux") return [];
  const nfs = (name: string, phase: string, storage: string, claim?: string) =>
    ofCluster("v1", "PersistentVolume", name, {
      spec: { capacity: { storage }, accessModes: ["ReadWriteMany"], persistentVolumeReclaimPolicy: "Retain", storageClassName: "netapp-nfs", volumeMode: "Filesystem", nfs: { server: "172.23.240.5", path: `/exports/${name}` }, ...(claim !== undefined && { claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: "p45-beamline", name: claim, uid: uuid(cluster.seed, `gone ${claim}`) } }) },
      status: { phase },
    });
  return [nfs("p45-old-data", "Released", "200Gi", "p45-data-claim"), nfs("spare-nfs-01", "Available", "1Ti")];
}

export function storageManifests(cluster: WorldCluster, workloads: readonly Workload[]): readonly Manifest[] {
  return [...classes(), ...claimsOf(workloads).flatMap((claim) => bound(cluster, claim)), ...loose(cluster)];
}
