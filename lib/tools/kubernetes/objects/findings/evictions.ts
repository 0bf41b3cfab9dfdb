import type { Rule } from "../evidence";

/** Pods that were evicted, preempted or lost with their node. */
export const evictions: Rule = ({ object }) => {
  const { ref, body } = object;
  if (ref.kind !== "Pod" || body.at("status.phase").text !== "Failed") return [];
  const reason = body.at("status.reason").text;
  const message = body.at("status.message").text;
  const details = message === undefined ? [] : [message.trim()];
  const disruption = body.at("status.conditions").list.find((one) => one.at("type").text === "DisruptionTarget" && one.at("status").text === "True");
  const since = disruption?.at("lastTransitionTime").time ?? body.at("status.conditions").list.find((one) => one.at("type").text === "Ready")?.at("lastTransitionTime").time;
  const when = since === undefined ? {} : { since };
  if (reason === "Evicted") {
    const resource = /low on resource: ([\w-]+)/.exec(message ?? "")?.[1] ?? /(?:Usage of|exceeds the total limit of|local ephemeral storage)/.exec(message ?? "")?.[0];
    return [{ cause: `evicted ${resource ?? ""}`, severity: "warning", title: `The pod was evicted${resource === "memory" || resource === "ephemeral-storage" ? ` because its node ran out of ${resource === "memory" ? "memory" : "disk"}` : ""}.`, details, advice: "Give its containers requests and limits that fit what they use. What is left of evicted pods can be deleted.", ...when }];
  }
  if (reason === "NodeAffinity" || reason === "OutOfcpu" || reason === "OutOfmemory" || reason === "OutOfpods" || reason === "UnexpectedAdmissionError") {
    return [{ cause: `not admitted ${reason}`, severity: "warning", title: "Its node did not take the pod.", details: [...details, `The kubelet says ${reason}.`], advice: "Its owner makes another; what is left can be deleted.", ...when }];
  }
  if (disruption?.at("reason").text === "PreemptionByScheduler") return [{ cause: "preempted", severity: "notice", title: "The pod had to make room for a more important one.", details, advice: "Give it a higher priorityClassName, or have nodes added.", ...when }];
  if (reason === "DeadlineExceeded") return [{ cause: "deadline", severity: "warning", title: "The pod was ended because it took longer than it may.", details, advice: "Raise activeDeadlineSeconds, or find out why it takes so long.", ...when }];
  return [];
};
