import { duration } from "@/lib/model";
import type { Rule } from "../evidence";

/** A deletion may take this long before it is worth a word, ms; a pod has its grace period on top. */
const patience = 2 * 60_000;

/** Who usually removes a finalizer, and what holds it up. */
const removers: readonly (readonly [RegExp, string])[] = [
  [/^foregroundDeletion$/, "Kubernetes itself, when everything that the object owns is gone: see what belongs to it"],
  [/^orphan$/, "Kubernetes itself, when it has let go of what the object owns"],
  [/^kubernetes$/, "Kubernetes itself, when the namespace is empty: some kind in it cannot be deleted or listed"],
  [/^kubernetes\.io\/pvc-protection$/, "Kubernetes itself, when no pod mounts the claim any more"],
  [/^kubernetes\.io\/pv-protection$/, "Kubernetes itself, when no claim is bound to the volume any more"],
  [/external-provisioner\.volume\.kubernetes\.io/, "the storage driver, when it has deleted the volume on its storage"],
  [/^external-attacher\//, "the storage driver, when the volume is detached from its node"],
  [/^service\.kubernetes\.io\/load-balancer-cleanup$/, "the load balancer's controller, when the external address is given back"],
  [/resources-finalizer\.argocd\.argoproj\.io/, "Argo CD, when it has deleted the application's resources"],
  [/^batch\.kubernetes\.io\/job-tracking$/, "the Job controller, when it has counted the pod"],
  [/^finalizers\.fluxcd\.io$/, "Flux, when it has removed what it deployed"],
  [/keda\.sh/, "KEDA's operator"],
  [/cert-manager\.io/, "cert-manager"],
  [/^customresourcecleanup\.apiextensions\.k8s\.io$/, "Kubernetes itself, when no object of the kind is left"],
];

/** Objects that do not go although somebody deleted them. */
export const deletion: Rule = ({ object, now }) => {
  const { ref, body, deleting, finalizers } = object;
  if (deleting === undefined) return [];
  const grace = ref.kind === "Pod" ? (body.at("metadata.deletionGracePeriodSeconds").number ?? 30) * 1_000 : 0;
  // A pod's deletionTimestamp is when its grace period ends; for all others it is when it was asked.
  if (now - deleting < (ref.kind === "Pod" ? patience : patience + grace)) return [];
  const holds = finalizers.map((finalizer) => `${finalizer} is removed by ${removers.find(([name]) => name.test(finalizer))?.[1] ?? "the controller that set it; it may no longer run"}.`);
  const remaining = body.at("status.conditions").list.filter((one) => ref.kind === "Namespace" && one.at("status").text === "True").flatMap((one) => one.at("message").text ?? []);
  const where = ref.namespace === undefined ? "" : ` -n ${ref.namespace}`;
  const pod = ref.kind === "Pod" && finalizers.length === 0;
  return [
    {
      cause: `stuck deletion ${finalizers.join(" ")}`,
      severity: "warning",
      title: `It should have been gone for ${duration(now - deleting)}.`,
      details: pod ? [`Its node ${body.at("spec.nodeName").text ?? ""} has not confirmed that the pod ended: the node may be unreachable, or a process does not stop.`] : [...holds, ...remaining],
      advice: pod ? `See whether the node is ready. If it is gone for good: kubectl delete pod ${ref.name}${where} --force --grace-period=0` : "See whether that controller runs and what its log says. Removing a finalizer by hand leaves behind what it was to clean up: do it only when that is known to be gone.",
      since: deleting,
    },
  ];
};
