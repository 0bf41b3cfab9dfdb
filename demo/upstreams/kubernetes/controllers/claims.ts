import { seedOf, uuid } from "../../../world/dice";
import { listAt, objectAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { isGoing } from "./plane";
import type { Plane } from "./plane";

/** Why a pod's claims keep every node from taking it; undefined where they do not. */
export function claimObstacle({ store }: Plane, pod: KubeObject): string | undefined {
  const { namespace } = pod.metadata;
  for (const volume of listAt(pod, "spec", "volumes")) {
    const name = textAt(volume, "persistentVolumeClaim", "claimName");
    if (name === undefined) continue;
    const claim = store.get(ids.claims, namespace, name);
    if (claim === undefined) {
      // A namespace without any claim is one whose storage nobody described.
      if (store.list(ids.claims, namespace).length > 0) return `persistentvolumeclaim "${name}" not found`;
      continue;
    }
    if (isGoing(claim)) return `persistentvolumeclaim "${name}" is being deleted`;
    if (textAt(claim, "status", "phase") !== "Bound" && !waitsForConsumer(store.get(ids.storageClasses, undefined, textAt(claim, "spec", "storageClassName") ?? ""))) return "pod has unbound immediate PersistentVolumeClaims";
  }
  return undefined;
}

const waitsForConsumer = (storageClass: KubeObject | undefined) => textAt(storageClass, "volumeBindingMode") === "WaitForFirstConsumer";

/** Gives each claim a volume of its class; a claim of a class that nobody made waits, and says so. */
export function startClaimBinder(plane: Plane): void {
  const { store, time, events, cluster } = plane;
  const defaultClass = () => store.list(ids.storageClasses).find(({ metadata }) => objectAt(metadata, "annotations")["storageclass.kubernetes.io/is-default-class"] === "true")?.metadata.name;
  const bind = (namespace: string, name: string): void => {
    const claim = store.get(ids.claims, namespace, name);
    if (claim === undefined || isGoing(claim) || textAt(claim, "status", "phase") === "Bound") return;
    const className = textAt(claim, "spec", "storageClassName") ?? defaultClass();
    const storageClass = className === undefined ? undefined : store.get(ids.storageClasses, undefined, className);
    if (className === undefined || storageClass === undefined) {
      events.about(claim, "Warning", className === undefined ? "FailedBinding" : "ProvisioningFailed", className === undefined ? "no persistent volumes available for this claim and no storage class is set" : `storageclass.storage.k8s.io "${className}" not found`, "persistentvolume-controller");
      time.soon(`bind ${namespace}/${name}`, () => bind(namespace, name), 60_000);
      return;
    }
    const { uid } = claim.metadata;
    const volumeName = textAt(claim, "spec", "volumeName") ?? `pvc-${uid}`;
    const size = textAt(claim, "spec", "resources", "requests", "storage") ?? "1Gi";
    const modes = listAt(claim, "spec", "accessModes");
    if (store.get(ids.volumes, undefined, volumeName) === undefined) {
      store.put(ids.volumes, plane.prepared(ids.volumes, {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name: volumeName, uid: uuid(seedOf(cluster.seed, uid), "volume"), annotations: { "pv.kubernetes.io/provisioned-by": textAt(storageClass, "provisioner") ?? "" }, finalizers: ["kubernetes.io/pv-protection"] },
        spec: {
          capacity: { storage: size },
          accessModes: modes,
          claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid },
          persistentVolumeReclaimPolicy: textAt(storageClass, "reclaimPolicy") ?? "Delete",
          storageClassName: className,
          volumeMode: "Filesystem",
          csi: { driver: textAt(storageClass, "provisioner") ?? "", volumeHandle: volumeName, fsType: "ext4" },
        },
        status: { phase: "Bound" },
      }));
    }
    events.about(claim, "Normal", "ProvisioningSucceeded", `Successfully provisioned volume ${volumeName}`, textAt(storageClass, "provisioner") ?? "persistentvolume-controller");
    const current = store.get(ids.claims, namespace, name) ?? claim;
    store.put(ids.claims, { ...current, spec: { ...objectAt(current, "spec"), volumeName, storageClassName: className }, status: { phase: "Bound", accessModes: modes, capacity: { storage: size } } });
  };
  const later = ({ metadata }: KubeObject) => time.soon(`bind ${metadata.namespace ?? ""}/${metadata.name}`, () => bind(metadata.namespace ?? "", metadata.name), plane.beginning ? 0 : 900);
  for (const claim of store.list(ids.claims)) later(claim);
  plane.on(ids.claims, ({ type, object, previous }) => {
    if (type === "ADDED") later(object);
    const volumeName = textAt(object, "spec", "volumeName");
    if (type === "DELETED" && volumeName !== undefined) {
      const volume = store.get(ids.volumes, undefined, volumeName);
      if (volume !== undefined && textAt(volume, "spec", "persistentVolumeReclaimPolicy") === "Delete") store.remove(ids.volumes, undefined, volumeName);
      else if (volume !== undefined) plane.status(ids.volumes, volume, { phase: "Released" });
    }
    // Protection holds a claim until no pod uses it.
    if (type === "MODIFIED" && isGoing(object) && previous !== undefined) time.soon(`release ${object.metadata.uid}`, () => release(object), 1_000);
  });
  const release = ({ metadata }: KubeObject): void => {
    const claim = store.get(ids.claims, metadata.namespace, metadata.name);
    if (claim === undefined || !isGoing(claim)) return;
    const used = store.list(ids.pods, metadata.namespace).some((pod) => listAt(pod, "spec", "volumes").some((volume) => textAt(volume, "persistentVolumeClaim", "claimName") === metadata.name));
    if (used) return time.soon(`release ${metadata.uid}`, () => release(claim), 2_000);
    const finalizers = listAt(claim, "metadata", "finalizers").filter((name) => name !== "kubernetes.io/pvc-protection");
    if (finalizers.length === 0) store.remove(ids.claims, metadata.namespace, metadata.name);
  };
}
