import type { Rule } from "../evidence";

/** Rollouts that are stuck or held. */
export const rollout: Rule = ({ object }) => {
  const { ref, body } = object;
  if (ref.kind !== "Deployment" || ref.group !== "apps") return [];
  const progressing = body.at("status.conditions").list.find((one) => one.at("type").text === "Progressing");
  const [wanted, updated] = [body.at("spec.replicas").number ?? 1, body.at("status.updatedReplicas").number ?? 0];
  const since = progressing?.at("lastTransitionTime").time;
  if (progressing?.at("reason").text === "ProgressDeadlineExceeded") {
    return [
      {
        cause: "stuck",
        // The cause is with its pods; this is what comes of it.
        severity: "warning",
        title: "The rollout is stuck.",
        details: [`For ${body.at("spec.progressDeadlineSeconds").number ?? 600} seconds no further pod became ready; ${updated} of ${wanted} ${updated === 1 || wanted === 1 ? "has" : "have"} the newest template.`, ...(progressing.at("message").text === undefined ? [] : [progressing.at("message").text ?? ""])],
        advice: `See what is wrong with the newest pods. To go back: kubectl rollout undo deployment/${ref.name} -n ${ref.namespace ?? ""}`,
        ...(since === undefined ? {} : { since }),
      },
    ];
  }
  if (body.at("spec.paused").flag === true && updated < wanted) {
    return [{ cause: "paused", severity: "warning", title: "The rollout is paused half-way.", details: [`${updated} of ${wanted} pods have the newest template.`], advice: `Let it go on: kubectl rollout resume deployment/${ref.name} -n ${ref.namespace ?? ""}` }];
  }
  return [];
};
