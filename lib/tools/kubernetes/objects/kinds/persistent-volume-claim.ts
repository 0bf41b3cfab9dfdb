import { bytes, fact, group, link } from "../fact";
import { named } from "../family/known";
import { defineKind, state } from "../kind-knowledge";

export const persistentVolumeClaim = defineKind({
  kind: "/PersistentVolumeClaim",
  state({ body }) {
    const phase = body.at("status.phase").text ?? "Pending";
    if (phase === "Bound") return state("well", `Bound, ${bytes(body.at("status.capacity.storage")) ?? "?"}`, `It is bound to a volume of ${bytes(body.at("status.capacity.storage")) ?? "unknown size"}.`);
    if (phase === "Lost") return state("bad", "Lost", "Its volume no longer exists.");
    return state("progressing", phase, "It has no volume yet.");
  },
  facts({ object: { body } }) {
    const spec = body.at("spec");
    const [volume, storageClass] = [spec.at("volumeName").text, spec.at("storageClassName").text];
    return [
      ...group(
        "Claim",
        fact("Asks for", bytes(spec.at("resources.requests.storage"))),
        fact("Has", bytes(body.at("status.capacity.storage"))),
        fact("Volume", link(volume === undefined ? undefined : named("PersistentVolume", volume, undefined))),
        fact("Storage class", storageClass === undefined ? "The cluster's default one" : link(named("StorageClass", storageClass, undefined))),
        fact("Access", spec.at("accessModes").words.map(accessWords).join(", ")),
        fact("Form", spec.at("volumeMode").text === "Block" ? "A block device" : "A file system"),
        fact("Made from", spec.at("dataSource.name").text === undefined ? undefined : `${spec.at("dataSource.kind").text ?? ""} ${spec.at("dataSource.name").text ?? ""}`),
      ),
    ];
  },
});

const words: Readonly<Record<string, string>> = { ReadWriteOnce: "read and write from one node", ReadOnlyMany: "read from many nodes", ReadWriteMany: "read and write from many nodes", ReadWriteOncePod: "read and write from one pod" };

/** An access mode in words, with its own name. */
export const accessWords = (mode: string): string => (words[mode] === undefined ? mode : `${words[mode]} (${mode})`);
