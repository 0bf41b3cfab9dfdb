import type { Rule } from "../evidence";
import { count } from "../fact";
import { missingClaim, readSchedulerMessage } from "./scheduler-message";

/** Pods that no node takes, with the reason of each group of nodes. */
export const scheduling: Rule = ({ object, events }) => {
  const { ref, body } = object;
  if (ref.kind !== "Pod" || body.at("spec.nodeName").exists || object.deleting !== undefined) return [];
  const condition = body.at("status.conditions").list.find((one) => one.at("type").text === "PodScheduled" && one.at("status").text === "False");
  const event = events.find(({ reason }) => reason === "FailedScheduling");
  const since = condition?.at("lastTransitionTime").time ?? event?.first ?? object.created;
  if (condition?.at("reason").text === "SchedulingGated") {
    const gates = body.at("spec.schedulingGates").list.flatMap((gate) => gate.at("name").text ?? []);
    return [{ cause: "gated", severity: "notice", title: "The pod waits for a gate before it is scheduled.", details: [`Its gates: ${gates.join(", ")}.`], advice: "Whoever set the gate removes it, usually a queue such as Kueue: look there.", since }];
  }
  const message = condition?.at("message").text ?? event?.message;
  if (message === undefined) return [];
  const claim = missingClaim(message);
  if (claim !== undefined) {
    return [{ cause: `no claim ${claim}`, severity: "critical", title: `The pod waits for the claim ${claim}, which does not exist.`, details: [message], advice: `Create the PersistentVolumeClaim ${claim} in ${ref.namespace ?? ""}, or correct the name in the pod's volumes.`, since }];
  }
  const unbound = /unbound immediate PersistentVolumeClaims/i.test(message);
  const read = readSchedulerMessage(message);
  const details = read === undefined || unbound ? [message] : read.refusals.map(({ nodes, reason }) => `${count(nodes, "node")}: ${reason}.`);
  const advices = [...new Set(read?.refusals.flatMap(({ advice }) => advice ?? []) ?? [])].slice(0, 2).sort((a, b) => Number(a.includes("kubectl")) - Number(b.includes("kubectl")));
  return [
    {
      cause: `unscheduled ${unbound ? "claims" : details.join(" ")}`,
      severity: unbound ? "warning" : "critical",
      title: unbound ? "The pod waits for its volumes." : read === undefined ? "The pod has no node yet." : read.nodes === 0 ? "There is no node that could take the pod." : `None of the ${read.nodes} nodes takes the pod.`,
      details,
      advice: unbound ? "Look at its claims: each needs a volume before the pod can start." : advices.length > 0 ? advices.join(" ") : "Compare what the pod asks for with the nodes: kubectl describe nodes",
      since,
    },
  ];
};
