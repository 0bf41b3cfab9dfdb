import { z } from "zod";
import { quantity, type FactValue, type Wellness } from "@/lib/model";
import { quantityOf } from "../quantity";
import { byName, none, refTo, resources, text, type Surveyor } from "./survey";

const claim = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({ storageClassName: z.string().nullish(), volumeName: z.string().nullish(), accessModes: z.array(z.string()).nullish(), resources: z.object({ requests: z.record(z.string(), z.string()).nullish() }).nullish() }),
  status: z.object({ phase: z.string().nullish(), capacity: z.record(z.string(), z.string()).nullish() }).nullish(),
});
const volume = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    capacity: z.record(z.string(), z.string()).nullish(),
    storageClassName: z.string().nullish(),
    persistentVolumeReclaimPolicy: z.string().nullish(),
    claimRef: z.object({ namespace: z.string().nullish(), name: z.string().nullish() }).nullish(),
  }),
  status: z.object({ phase: z.string().nullish() }).nullish(),
});
const storageClass = z.object({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).nullish() }),
  provisioner: z.string(),
  reclaimPolicy: z.string().nullish(),
  volumeBindingMode: z.string().nullish(),
  allowVolumeExpansion: z.boolean().nullish(),
});

const states: Readonly<Record<string, Wellness>> = { Bound: "well", Available: "well", Pending: "warning", Released: "warning", Lost: "bad", Failed: "bad" };
const phaseCell = (phase: string | null | undefined): FactValue => ({ text: phase ?? "unknown", state: states[phase ?? ""] ?? "unknown" });
const modes: Readonly<Record<string, string>> = { ReadWriteOnce: "one node writes", ReadOnlyMany: "many nodes read", ReadWriteMany: "many nodes write", ReadWriteOncePod: "one pod writes" };

const bytes = (value: number) => {
  const { figure, unit } = quantity(value, "bytes");
  return `${figure} ${unit}`;
};

/** Claims with what is used of them, volumes and classes. */
export const storage: Surveyor = async ({ reader, claimUsage }) => {
  const [claims, volumes, classes, usage] = await Promise.all([
    reader.list(resources.claims, claim),
    reader.list(resources.volumes, volume),
    reader.list(resources.classes, storageClass),
    claimUsage(),
  ]);
  const ofClaims = claims
    .sort((a, b) => byName(`${a.metadata.namespace}/${a.metadata.name}`, `${b.metadata.namespace}/${b.metadata.name}`))
    .map(({ metadata, spec, status }): readonly FactValue[] => {
      const size = status?.capacity?.["storage"] ?? spec.resources?.requests?.["storage"];
      const capacity = size === undefined ? undefined : quantityOf(size);
      const used = usage.get(`${metadata.namespace}/${metadata.name}`);
      return [
        { ref: refTo(resources.claims, metadata) },
        text(metadata.namespace),
        phaseCell(status?.phase),
        used !== undefined && capacity !== undefined ? { part: used, of: capacity, text: `${bytes(used)} of ${bytes(capacity)}` } : text(capacity === undefined ? "–" : `${bytes(capacity)}, use not measured`),
        spec.storageClassName ? { ref: refTo(resources.classes, { name: spec.storageClassName }) } : none,
        spec.volumeName ? { ref: refTo(resources.volumes, { name: spec.volumeName }) } : none,
        text((spec.accessModes ?? []).map((mode) => modes[mode] ?? mode).join(", ")),
      ];
    });
  const unbound = claims.filter(({ status }) => status?.phase !== "Bound").length;
  const released = volumes.filter(({ status }) => status?.phase === "Released").length;
  return {
    sections: [
      {
        title: "Claims",
        sentence: unbound === 0 ? "Every claim has its volume." : `${unbound} of ${claims.length} claims ${unbound === 1 ? "has" : "have"} no volume.`,
        columns: ["Claim", "Namespace", "Phase", "Used", "Class", "Volume", "Access"],
        rows: ofClaims,
      },
      {
        title: "Volumes",
        sentence: released === 0 ? "The space behind the claims." : `${released} of ${volumes.length} are released: their claim is gone and nothing uses them.`,
        columns: ["Volume", "Phase", "Size", "Class", "When its claim goes", "Claim"],
        rows: volumes
          .sort((a, b) => byName(a.metadata.name, b.metadata.name))
          .map(({ metadata, spec, status }) => [
            { ref: refTo(resources.volumes, metadata) },
            phaseCell(status?.phase),
            text(spec.capacity?.["storage"] === undefined ? "–" : bytes(quantityOf(spec.capacity["storage"]))),
            spec.storageClassName ? { ref: refTo(resources.classes, { name: spec.storageClassName }) } : none,
            text(spec.persistentVolumeReclaimPolicy === "Retain" ? "its data stays" : spec.persistentVolumeReclaimPolicy === "Delete" ? "its data is deleted" : (spec.persistentVolumeReclaimPolicy ?? "–")),
            spec.claimRef?.name ? { ref: refTo(resources.claims, { namespace: spec.claimRef.namespace ?? undefined, name: spec.claimRef.name }) } : none,
          ]),
      },
      {
        title: "Classes",
        sentence: "Where new claims get their space from.",
        columns: ["Class", "Provisioner", "When its claim goes", "Bound", "Can grow"],
        rows: classes.map(({ metadata, provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }) => [
          { ref: refTo(resources.classes, metadata), text: metadata.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true" ? `${metadata.name} (default)` : metadata.name },
          text(provisioner),
          text(reclaimPolicy === "Retain" ? "its data stays" : "its data is deleted"),
          text(volumeBindingMode === "WaitForFirstConsumer" ? "once a pod needs it" : "at once"),
          text(allowVolumeExpansion === true ? "yes" : "no"),
        ]),
      },
    ],
    unread: reader.unread,
  };
};
