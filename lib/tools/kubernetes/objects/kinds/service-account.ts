import { count, fact, group, table, link, yes } from "../fact";
import { named } from "../family/known";
import { defineKind, state } from "../kind-knowledge";

export const serviceAccount = defineKind({
  kind: "/ServiceAccount",
  state: (_, children) => state("well", children.length === 0 ? "" : `${count(children.length, "pod")}`, children.length === 0 ? "No pod runs as it." : `${count(children.length, "pod")} ${children.length === 1 ? "runs" : "run"} as it.`),
  facts({ object: { body, ref }, children }) {
    return [
      ...group(
        "Service account",
        fact("Name in RoleBindings", `system:serviceaccount:${ref.namespace ?? ""}:${ref.name}`),
        fact("Pods that run as it", children.length),
        fact("Its token is mounted into pods", yes(body.at("automountServiceAccountToken").flag !== false)),
      ),
      ...table("Image pull secrets", ["Secret"], body.at("imagePullSecrets").list.map((one) => [link(named("Secret", one.at("name").text ?? "", ref.namespace))])),
    ];
  },
});
