import { dig, listAt, objectAt, textAt } from "../json-value";
import { column } from "../kind";
import type { Kind, KubeObject } from "../kind";
import { ageColumn, count, defineKind, shown, text, wide } from "./define-kind";
import type { Shown } from "./define-kind";
import { accessModes } from "./cell-texts";

/** The phase, unless the object is being deleted and waits for its finalizers. */
const phase = (object: KubeObject) => (object.metadata.deletionTimestamp === undefined ? (textAt(object, "status", "phase") ?? "") : "Terminating");
const attributes = shown("VolumeAttributesClass", (object) => textAt(object, "spec", "volumeAttributesClassName") ?? "<unset>");
const mode = wide("VolumeMode", (object) => textAt(object, "spec", "volumeMode") ?? "<unset>");
const yesNo = (name: string, ...path: readonly string[]): Shown => ({ column: { ...column(name), type: "boolean" as "string" }, cell: (object) => dig(object, ...path) === true });

const volume = defineKind({
  group: "",
  version: "v1",
  kind: "PersistentVolume",
  plural: "persistentvolumes",
  shortNames: ["pv"],
  namespaced: false,
  subresources: ["status"],
  shown: [
    shown("Capacity", text("spec", "capacity", "storage")),
    shown("Access Modes", (object) => accessModes(listAt(object, "spec", "accessModes"))),
    shown("Reclaim Policy", text("spec", "persistentVolumeReclaimPolicy")),
    shown("Status", phase),
    shown("Claim", (object) => (dig(object, "spec", "claimRef") === undefined ? "" : `${textAt(object, "spec", "claimRef", "namespace") ?? ""}/${textAt(object, "spec", "claimRef", "name") ?? ""}`)),
    shown("StorageClass", text("spec", "storageClassName")),
    attributes,
    shown("Reason", text("status", "reason")),
    ageColumn,
    mode,
  ],
  prepare: (object) => ({ ...object, spec: { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem", ...objectAt(object, "spec") }, status: { phase: "Available", ...objectAt(object, "status") } }),
});

const bound = (object: KubeObject) => (textAt(object, "spec", "volumeName") ?? "") !== "";

const claim = defineKind({
  group: "",
  version: "v1",
  kind: "PersistentVolumeClaim",
  plural: "persistentvolumeclaims",
  shortNames: ["pvc"],
  namespaced: true,
  subresources: ["status"],
  shown: [
    shown("Status", phase),
    shown("Volume", text("spec", "volumeName")),
    shown("Capacity", (object) => (bound(object) ? (textAt(object, "status", "capacity", "storage") ?? "0") : "")),
    shown("Access Modes", (object) => (bound(object) ? accessModes(listAt(object, "status", "accessModes")) : "")),
    shown("StorageClass", text("spec", "storageClassName")),
    attributes,
    ageColumn,
    mode,
  ],
  prepare: (object) => ({
    ...object,
    metadata: { ...object.metadata, finalizers: listAt(object, "metadata", "finalizers").length > 0 ? object.metadata.finalizers : ["kubernetes.io/pvc-protection"] },
    spec: { volumeMode: "Filesystem", ...objectAt(object, "spec") },
    status: { phase: "Pending", ...objectAt(object, "status") },
  }),
  mistakes: (object, { before }) => {
    const frozen = (claimed: KubeObject) => {
      const { resources: _, volumeName: __, volumeAttributesClassName: ___, ...rest } = objectAt(claimed, "spec");
      return JSON.stringify(Object.entries(rest).sort());
    };
    if (listAt(object, "spec", "accessModes").length === 0) return [{ field: "spec.accessModes", reason: "FieldValueRequired", message: "Required value: at least 1 access mode is required" }];
    if (textAt(object, "spec", "resources", "requests", "storage") === undefined) return [{ field: "spec.resources[storage]", reason: "FieldValueRequired", message: "Required value" }];
    return before === undefined || frozen(before) === frozen(object) ? [] : [{ field: "spec", reason: "FieldValueForbidden", message: "Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims" }];
  },
});

const storage = { group: "storage.k8s.io", version: "v1" } as const;
const defaultMark = "storageclass.kubernetes.io/is-default-class";

/** A class by its name, which is marked when it is the default. */
function classKind(): Kind {
  const kind = defineKind({
    ...storage,
    kind: "StorageClass",
    plural: "storageclasses",
    shortNames: ["sc"],
    namespaced: false,
    shown: [
      shown("Provisioner", text("provisioner")),
      shown("ReclaimPolicy", (object) => textAt(object, "reclaimPolicy") ?? "Delete"),
      shown("VolumeBindingMode", (object) => textAt(object, "volumeBindingMode") ?? "<unset>"),
      yesNo("AllowVolumeExpansion", "allowVolumeExpansion"),
      ageColumn,
    ],
    prepare: (object) => ({ reclaimPolicy: "Delete", volumeBindingMode: "Immediate", ...object }),
  });
  return { ...kind, cells: (object, at) => [textAt(object, "metadata", "annotations", defaultMark) === "true" ? `${object.metadata.name} (default)` : object.metadata.name, ...kind.cells(object, at).slice(1)] };
}

const attachment = defineKind({
  ...storage,
  kind: "VolumeAttachment",
  plural: "volumeattachments",
  namespaced: false,
  subresources: ["status"],
  shown: [shown("Attacher", text("spec", "attacher")), shown("PV", text("spec", "source", "persistentVolumeName")), shown("Node", text("spec", "nodeName")), yesNo("Attached", "status", "attached"), ageColumn],
});

const driver = defineKind({
  ...storage,
  kind: "CSIDriver",
  plural: "csidrivers",
  namespaced: false,
  shown: [
    yesNo("AttachRequired", "spec", "attachRequired"),
    yesNo("PodInfoOnMount", "spec", "podInfoOnMount"),
    yesNo("StorageCapacity", "spec", "storageCapacity"),
    shown("TokenRequests", (object) => listAt(object, "spec", "tokenRequests").map((request) => textAt(request, "audience") ?? "").join(",") || "<unset>"),
    yesNo("RequiresRepublish", "spec", "requiresRepublish"),
    shown("Modes", (object) => listAt(object, "spec", "volumeLifecycleModes").join(",")),
    ageColumn,
  ],
});

const csiNode = defineKind({ ...storage, kind: "CSINode", plural: "csinodes", namespaced: false, shown: [count("Drivers", (object) => listAt(object, "spec", "drivers").length), ageColumn] });

const capacity = defineKind({
  ...storage,
  kind: "CSIStorageCapacity",
  plural: "csistoragecapacities",
  namespaced: true,
  shown: [shown("StorageClassName", text("storageClassName")), shown("Capacity", text("capacity"))],
});

export const storageKinds: readonly Kind[] = [volume, claim, classKind(), attachment, driver, csiNode, capacity];
