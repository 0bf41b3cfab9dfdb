import { fact, group, pairs, part } from "../fact";
import { defineKind, state } from "../kind-knowledge";
import { containerFacts, volumeFacts } from "./containers";
import { rolloutState } from "./rollout-state";

export const replicaSet = defineKind({
  kind: "apps/ReplicaSet",
  state: ({ body, owners }) => {
    const wanted = body.at("spec.replicas").number ?? 1;
    if (wanted === 0 && (body.at("status.replicas").number ?? 0) === 0 && owners.length > 0) return state("stopped", "old revision", "It is an earlier revision of its owner and runs no pod.");
    return rolloutState({ wanted, ready: body.at("status.readyReplicas").number ?? 0 });
  },
  facts({ object: { body, annotations, ref } }) {
    const wanted = body.at("spec.replicas").number ?? 1;
    const ready = body.at("status.readyReplicas").number ?? 0;
    return [
      ...group(
        "Pods",
        fact("Ready", part(ready, wanted, `${ready} of ${wanted}`)),
        fact("Revision", annotations["deployment.kubernetes.io/revision"]),
        fact("Change cause", annotations["kubernetes.io/change-cause"]),
        fact("Selects", pairs(body.at("spec.selector.matchLabels").texts)),
      ),
      ...containerFacts(body.at("spec.template.spec")),
      ...volumeFacts(body.at("spec.template.spec"), ref.namespace),
    ];
  },
  control: ({ body }) => ({ replicas: body.at("spec.replicas").number ?? 1 }),
});
