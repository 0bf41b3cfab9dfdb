import { count, fact, group, link, table } from "../fact";
import { named } from "../family/known";
import { defineKind, state, type KindKnowledge } from "../kind-knowledge";

const binding = (kind: string): KindKnowledge =>
  defineKind({
    kind,
    state: ({ body }) => state("well", `${body.at("roleRef.name").text ?? ""}`, `It gives ${body.at("roleRef.kind").text ?? "the role"} ${body.at("roleRef.name").text ?? ""} to ${count(body.at("subjects").list.length, "subject")}.`),
    facts({ object: { body, ref } }) {
      const role = body.at("roleRef");
      const ofCluster = role.at("kind").text === "ClusterRole";
      return [
        ...group(
          "Binding",
          fact("Gives", link(named(ofCluster ? "ClusterRole" : "Role", role.at("name").text ?? "", ofCluster ? undefined : ref.namespace), `${role.at("kind").text ?? ""} ${role.at("name").text ?? ""}`)),
          fact("Where", ref.namespace === undefined ? "In the whole cluster" : `In ${ref.namespace}`),
        ),
        ...table(
          "To whom",
          ["Kind", "Name", "Namespace"],
          body.at("subjects").list.map((subject) => [
            subject.at("kind").text,
            subject.at("kind").text === "ServiceAccount" ? link(named("ServiceAccount", subject.at("name").text ?? "", subject.at("namespace").text ?? ref.namespace)) : subject.at("name").text,
            subject.at("namespace").text,
          ]),
        ),
      ];
    },
  });

export const roleBinding = binding("rbac.authorization.k8s.io/RoleBinding");
export const clusterRoleBinding = binding("rbac.authorization.k8s.io/ClusterRoleBinding");
