import { count, fact, group, table, chips } from "../fact";
import { defineKind, state, type KindKnowledge } from "../kind-knowledge";

const word = (group: string) => (group === "" ? "core" : group);

const role = (kind: string): KindKnowledge =>
  defineKind({
    kind,
    state: ({ body }) => state("well", count(body.at("rules").list.length, "rule"), `It grants what its ${count(body.at("rules").list.length, "rule")} ${body.at("rules").list.length === 1 ? "says" : "say"}, to whom bindings name.`),
    facts({ object: { body } }) {
      return [
        ...table(
          "Rules",
          ["May", "On", "Of groups", "Only these names"],
          body.at("rules").list.map((rule) => [
            chips(rule.at("verbs").words) ?? "nothing",
            chips([...rule.at("resources").words, ...rule.at("nonResourceURLs").words]) ?? "nothing",
            chips(rule.at("apiGroups").words.map(word)) ?? "–",
            chips(rule.at("resourceNames").words) ?? "any",
          ]),
        ),
        ...group("Made of others", fact("Selected by", body.at("aggregationRule").exists ? "Labels on other cluster roles" : undefined)),
      ];
    },
  });

export const namespacedRole = role("rbac.authorization.k8s.io/Role");
export const clusterRole = role("rbac.authorization.k8s.io/ClusterRole");
