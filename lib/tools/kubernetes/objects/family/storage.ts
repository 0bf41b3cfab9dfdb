import type { FindKin } from "./kin";
import { known, named } from "./known";
import { claimNames } from "./workloads";

/** PersistentVolumeClaim: its volume and the pods that mount it. */
export const volumeAndPods: FindKin = async ({ ref, body }, reader) => {
  const volume = body.at("spec.volumeName").text;
  const { objects } = await reader.list(known("Pod"), { namespace: ref.namespace, limit: 500 });
  const users = objects.filter((pod) => claimNames(pod).includes(ref.name));
  return {
    refs: volume === undefined ? [] : [named("PersistentVolume", volume, undefined)],
    members: users.map((pod) => ({ ref: pod.ref, object: pod, children: [] })),
  };
};

/** PersistentVolume: the claim it is bound to. */
export const boundClaim: FindKin = async ({ body }) => {
  const claim = body.at("spec.claimRef");
  const name = claim.at("name").text;
  return name === undefined ? {} : { refs: [named("PersistentVolumeClaim", name, claim.at("namespace").text)] };
};
