import { quantityOf } from "../../quantity";
import type { Cause, Rule } from "../evidence";

const isDefault = (annotations: Readonly<Record<string, string>>) => annotations["storageclass.kubernetes.io/is-default-class"] === "true";

/** Claims that have no volume: whether one is to come, and what it waits for. */
export const claims: Rule = ({ object, events, storageClasses }) => {
  const { ref, body } = object;
  if (ref.kind !== "PersistentVolumeClaim" || ref.group !== "") return [];
  const phase = body.at("status.phase").text;
  if (phase === "Lost") {
    const volume = body.at("spec.volumeName").text ?? "";
    return [{ cause: "lost", severity: "critical", title: "The claim's volume no longer exists.", details: [`It was bound to ${volume}.`], advice: "Its data is gone unless the storage still has it: restore a backup into a new claim." }];
  }
  if (phase !== "Pending") return resize(body);
  const name = body.at("spec.storageClassName").text;
  const latest = events.find(({ reason }) => reason === "ProvisioningFailed") ?? events.find(({ type }) => type === "Warning");
  const told = latest === undefined ? [] : [`Kubernetes was told: ${latest.message}`];
  const since = object.created;
  const found = storageClasses?.find((one) => one.ref.name === name);
  if (name === undefined && storageClasses !== undefined && !storageClasses.some(({ annotations }) => isDefault(annotations)) && body.at("spec.volumeName").text === undefined) {
    return [{ cause: "no default class", severity: "critical", title: "The claim names no storage class, and the cluster has no default one.", details: [classNames(storageClasses.map((one) => one.ref.name)), ...told], advice: "Name one of the storage classes in spec.storageClassName; the claim has to be made anew for that.", since }];
  }
  if (name !== undefined && name !== "" && storageClasses !== undefined && found === undefined) {
    return [{ cause: `no class ${name}`, severity: "critical", title: `The storage class ${name} does not exist.`, details: [classNames(storageClasses.map((one) => one.ref.name)), ...told], advice: "Make the claim anew with a storage class that exists.", since }];
  }
  const waits = found?.body.at("volumeBindingMode").text === "WaitForFirstConsumer" || events.some(({ reason }) => reason === "WaitForFirstConsumer" || reason === "WaitForPodScheduled");
  if (waits && latest === undefined) {
    return [{ cause: "first consumer", severity: "notice", title: "The claim waits for the first pod that uses it.", details: [`Its storage class${name === undefined ? "" : ` ${name}`} makes volumes only when it knows on which node they are needed.`], advice: "Nothing is wrong: start a pod that mounts the claim. If there is one, see why it has no node.", since }];
  }
  if (name === "") {
    return [{ cause: "no volume", severity: "critical", title: "No volume fits the claim.", details: ["It asks for no storage class, so it takes only a volume that somebody made by hand.", ...told], advice: "Create a PersistentVolume of the size and access that the claim asks for.", since }];
  }
  return [
    {
      cause: `pending ${latest?.reason ?? ""}`,
      severity: latest === undefined ? "warning" : "critical",
      title: latest === undefined ? "The claim has no volume yet." : "No volume could be made for the claim.",
      details: told.length > 0 ? told : [`Its volume is made by ${found?.body.at("provisioner").text ?? "the storage class's provisioner"}.`],
      advice: `Read what the provisioner says: kubectl describe pvc ${ref.name} -n ${ref.namespace ?? ""}`,
      since,
    },
  ];
};

const classNames = (names: readonly string[]) => (names.length === 0 ? "The cluster has no storage classes at all." : `The cluster has these: ${names.join(", ")}.`);

function resize(body: Parameters<Rule>[0]["object"]["body"]): readonly Cause[] {
  const [asked, has] = [body.at("spec.resources.requests.storage").text, body.at("status.capacity.storage").text];
  if (asked === undefined || has === undefined || quantityOf(asked) <= quantityOf(has)) return [];
  return [{ cause: "resizing", severity: "notice", title: "The claim is being made larger.", details: [`It has ${has} and is to have ${asked}.`], advice: "Some file systems grow only when a pod mounts them: if it does not move on, restart the pods that use the claim." }];
}
