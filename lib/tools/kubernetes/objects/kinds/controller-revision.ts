import { fact, group } from "../fact";
import { defineKind, state } from "../kind-knowledge";
import { containerFacts } from "./containers";

export const controllerRevision = defineKind({
  kind: "apps/ControllerRevision",
  state: ({ body }) => state("stopped", `revision ${body.at("revision").text ?? "?"}`, "It keeps one template of its owner, to go back to."),
  facts: ({ object: { body } }) => [...group("Revision", fact("Number", body.at("revision").text)), ...containerFacts(body.at("data.spec.template.spec"))],
});
