import { chips, fact, group, pairs, part } from "../fact";
import { defineKind } from "../kind-knowledge";
import { containerFacts, volumeFacts } from "./containers";
import { rolloutState } from "./rollout-state";

export const daemonSet = defineKind({
  kind: "apps/DaemonSet",
  state: ({ body }) => rolloutState({ wanted: body.at("status.desiredNumberScheduled").number ?? 0, ready: body.at("status.numberReady").number ?? 0, updated: body.at("status.updatedNumberScheduled").number }),
  facts({ object: { body, ref } }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const wanted = status.at("desiredNumberScheduled").number ?? 0;
    const ready = status.at("numberReady").number ?? 0;
    const misplaced = status.at("numberMisscheduled").number ?? 0;
    return [
      ...group(
        "Rollout",
        fact("Ready", part(ready, wanted, `${ready} of ${wanted} nodes`)),
        fact("Of the newest template", part(status.at("updatedNumberScheduled").number ?? 0, wanted, `${status.at("updatedNumberScheduled").number ?? 0} of ${wanted}`)),
        fact("On nodes where it should not run", misplaced === 0 ? undefined : misplaced),
        fact("Strategy", spec.at("updateStrategy.type").text === "OnDelete" ? "A pod gets the new template when it is deleted" : `Rolling update, ${spec.at("updateStrategy.rollingUpdate.maxUnavailable").text ?? "1"} at a time`),
        fact("Node selector", pairs(spec.at("template.spec.nodeSelector").texts)),
        fact("Tolerates", chips(spec.at("template.spec.tolerations").list.map((one) => [one.at("key").text ?? "every taint", one.at("effect").text].filter((word) => word !== undefined).join(":")))),
        fact("Selects", pairs(spec.at("selector.matchLabels").texts)),
      ),
      ...containerFacts(spec.at("template.spec")),
      ...volumeFacts(spec.at("template.spec"), ref.namespace),
    ];
  },
});
