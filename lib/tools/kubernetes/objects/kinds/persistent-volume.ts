import { bytes, fact, group, link } from "../fact";
import { named } from "../family/known";
import { defineKind, state } from "../kind-knowledge";
import { accessWords } from "./persistent-volume-claim";

const phases = {
  Bound: ["well", "It is bound to a claim."],
  Available: ["well", "It is free to be claimed."],
  Released: ["stopped", "Its claim is gone; it keeps its data and cannot be claimed again as it is."],
  Failed: ["bad", "It could not be cleared for the next claim."],
  Pending: ["progressing", "It is being made."],
} as const;

/** What kinds of storage a volume can be; everything else in its spec is about how it is used. */
const about = new Set(["accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy", "storageClassName", "volumeMode", "volumeAttributesClassName"]);

export const persistentVolume = defineKind({
  kind: "/PersistentVolume",
  state({ body }) {
    const phase = body.at("status.phase").text ?? "Pending";
    const [wellness, sentence] = Object.hasOwn(phases, phase) ? phases[phase as keyof typeof phases] : (["unknown", `Its phase is ${phase}.`] as const);
    return state(wellness, phase, sentence);
  },
  facts({ object: { body } }) {
    const spec = body.at("spec");
    const claim = spec.at("claimRef");
    const [name, storageClass] = [claim.at("name").text, spec.at("storageClassName").text];
    const [source = "", how] = spec.entries.find(([key]) => !about.has(key)) ?? [];
    const reclaim = spec.at("persistentVolumeReclaimPolicy").text;
    return [
      ...group(
        "Volume",
        fact("Size", bytes(spec.at("capacity.storage"))),
        fact("Claim", link(name === undefined ? undefined : named("PersistentVolumeClaim", name, claim.at("namespace").text), `${claim.at("namespace").text ?? ""}/${name ?? ""}`)),
        fact("Storage class", link(storageClass === undefined ? undefined : named("StorageClass", storageClass, undefined))),
        fact("Access", spec.at("accessModes").words.map(accessWords).join(", ")),
        fact("When the claim is deleted", reclaim === "Delete" ? "The volume and its data are deleted" : reclaim === "Retain" ? "The volume and its data are kept" : reclaim),
        fact("Kept on", source === "" ? undefined : [source.toUpperCase() === "NFS" ? "NFS" : source, how?.at("driver").text, how?.at("server").text, how?.at("path").text, how?.at("volumeHandle").text].filter((word) => word !== undefined).join(" ")),
        fact("Mount options", spec.at("mountOptions").words.join(", ")),
        fact("Reason", body.at("status.reason").text),
      ),
    ];
  },
});
