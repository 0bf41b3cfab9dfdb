import { duration } from "@/lib/model";
import { chips, fact, group, pairs, part } from "../fact";
import { defineKind } from "../kind-knowledge";
import { containerFacts, volumeFacts } from "./containers";
import { rolloutState } from "./rollout-state";

export const deployment = defineKind({
  kind: "apps/Deployment",
  state({ body }) {
    const stuck = body.at("status.conditions").list.some((condition) => condition.at("type").text === "Progressing" && condition.at("reason").text === "ProgressDeadlineExceeded");
    const behind = (body.at("status.observedGeneration").number ?? 0) < (body.at("metadata.generation").number ?? 0);
    return rolloutState({
      wanted: body.at("spec.replicas").number ?? 1,
      ready: body.at("status.readyReplicas").number ?? 0,
      updated: behind ? 0 : (body.at("status.updatedReplicas").number ?? 0),
      stuck,
      paused: body.at("spec.paused").flag === true,
    });
  },
  facts({ object: { body, annotations, ref } }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const wanted = spec.at("replicas").number ?? 1;
    const ready = status.at("readyReplicas").number ?? 0;
    const rolling = spec.at("strategy.rollingUpdate");
    return [
      ...group(
        "Rollout",
        fact("Ready", part(ready, wanted, `${ready} of ${wanted}`)),
        fact("Of the newest template", part(status.at("updatedReplicas").number ?? 0, wanted, `${status.at("updatedReplicas").number ?? 0} of ${wanted}`)),
        fact("Available", `${status.at("availableReplicas").number ?? 0}`),
        fact("Revision", annotations["deployment.kubernetes.io/revision"]),
        fact("Change cause", annotations["kubernetes.io/change-cause"]),
        fact("Strategy", spec.at("strategy.type").text === "Recreate" ? "Recreate: all old pods stop before new ones start" : `Rolling update: ${rolling.at("maxSurge").text ?? "25%"} more, ${rolling.at("maxUnavailable").text ?? "25%"} fewer at a time`),
        fact("Given up after", spec.at("progressDeadlineSeconds").number === undefined ? undefined : `${duration((spec.at("progressDeadlineSeconds").number ?? 0) * 1_000)} without progress`),
        fact("Paused", spec.at("paused").flag === true ? "Yes" : undefined),
        fact("Selects", pairs(spec.at("selector.matchLabels").texts)),
        fact("Node selector", chips(Object.entries(spec.at("template.spec.nodeSelector").texts).map(([key, value]) => `${key}=${value}`))),
      ),
      ...containerFacts(spec.at("template.spec")),
      ...volumeFacts(spec.at("template.spec"), ref.namespace),
    ];
  },
  control: ({ body }) => ({ replicas: body.at("spec.replicas").number ?? 1, paused: body.at("spec.paused").flag === true }),
});
