import { conditionsOf } from "../condition";
import type { Rule } from "../evidence";

/** Kinds whose conditions have rules of their own, which say more. */
const others = new Set(["Pod", "Node", "Deployment", "ReplicaSet", "Job", "HorizontalPodAutoscaler", "PersistentVolumeClaim", "Namespace"]);

/** Conditions that are not as they should be, of any kind. */
export const conditions: Rule = ({ object }) => {
  if (others.has(object.ref.kind)) return [];
  const { ref, body } = object;
  if (ref.kind === "Rollout" && body.at("status.phase").text === "Degraded") {
    return [{ cause: "rollout failed", severity: "critical", title: "The rollout failed.", details: [body.at("status.message").text ?? "It gives no reason."], advice: `See what is wrong with the newest pods, or go back: kubectl argo rollouts undo ${ref.name} -n ${ref.namespace ?? ""}` }];
  }
  return conditionsOf(object)
    .filter(({ good }) => good === false)
    .map(({ type, status, reason, message, since }) => {
      const progressing = /progress|pending|waiting|creating|reconcil/i.test(reason ?? "");
      return {
        cause: `condition ${type} ${reason ?? ""}`,
        severity: progressing ? ("notice" as const) : ("warning" as const),
        title: `The condition ${type} is ${status}${reason === undefined ? "" : `: ${reason}`}.`,
        details: message === undefined ? [] : [message.slice(0, 600)],
        advice: progressing ? "Wait: its controller is at work. If it stays like this, read the controller's log." : "Correct what the message names in the manifest; if it names nothing, read the log of the controller that owns this kind.",
        ...(since === undefined ? {} : { since }),
      };
    });
};
