import { bytes, fact, group, link, pairs, part, table } from "../fact";
import { named } from "../family/known";
import { defineKind } from "../kind-knowledge";
import { containerFacts, volumeFacts } from "./containers";
import { rolloutState } from "./rollout-state";

export const statefulSet = defineKind({
  kind: "apps/StatefulSet",
  state({ body }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const wanted = spec.at("replicas").number ?? 1;
    const same = status.at("currentRevision").text === status.at("updateRevision").text;
    const partition = spec.at("updateStrategy.rollingUpdate.partition").number ?? 0;
    return rolloutState({ wanted, ready: status.at("readyReplicas").number ?? 0, updated: same || partition > 0 ? undefined : (status.at("updatedReplicas").number ?? 0) });
  },
  facts({ object: { body, ref } }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const wanted = spec.at("replicas").number ?? 1;
    const ready = status.at("readyReplicas").number ?? 0;
    const service = spec.at("serviceName").text;
    const partition = spec.at("updateStrategy.rollingUpdate.partition").number ?? 0;
    const keep = (word: string | undefined) => (word === "Delete" ? "deleted" : "kept");
    return [
      ...group(
        "Rollout",
        fact("Ready", part(ready, wanted, `${ready} of ${wanted}`)),
        fact("Revision", status.at("updateRevision").text),
        fact("Strategy", spec.at("updateStrategy.type").text === "OnDelete" ? "A pod gets the new template when it is deleted" : "Rolling update, the highest number first"),
        fact("Partition", partition === 0 ? undefined : `Only pods from number ${partition} get the new template`),
        fact("Order", spec.at("podManagementPolicy").text === "Parallel" ? "All pods at once" : "One pod after the other"),
        fact("Governing service", link(service === undefined ? undefined : named("Service", service, ref.namespace))),
        fact("Claims", spec.at("volumeClaimTemplates").list.length === 0 ? undefined : `${keep(spec.at("persistentVolumeClaimRetentionPolicy.whenDeleted").text)} when it is deleted, ${keep(spec.at("persistentVolumeClaimRetentionPolicy.whenScaled").text)} when it is scaled down`),
        fact("Selects", pairs(spec.at("selector.matchLabels").texts)),
      ),
      ...table(
        "Claim of each pod",
        ["Name", "Size", "Storage class", "Access"],
        spec.at("volumeClaimTemplates").list.map((claim) => {
          const storageClass = claim.at("spec.storageClassName").text;
          return [claim.at("metadata.name").text, bytes(claim.at("spec.resources.requests.storage")), storageClass === undefined ? "the default one" : link(named("StorageClass", storageClass, undefined)), claim.at("spec.accessModes").words.join(", ")];
        }),
      ),
      ...containerFacts(spec.at("template.spec")),
      ...volumeFacts(spec.at("template.spec"), ref.namespace),
    ];
  },
  control: ({ body }) => ({ replicas: body.at("spec.replicas").number ?? 1 }),
});
