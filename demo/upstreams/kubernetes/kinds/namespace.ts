import { objectAt, textAt } from "../json-value";
import type { Kind } from "../kind";
import { ageColumn, defineKind, shown, text } from "./define-kind";

export const namespaceKind: Kind = defineKind({
  group: "",
  version: "v1",
  kind: "Namespace",
  plural: "namespaces",
  shortNames: ["ns"],
  namespaced: false,
  subresources: ["status", "finalize"],
  shown: [shown("Status", text("status", "phase")), ageColumn],
  fields: (object) => ({ "status.phase": textAt(object, "status", "phase") ?? "" }),
  prepare: (object) => ({
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name } },
    spec: { finalizers: ["kubernetes"], ...objectAt(object, "spec") },
    status: { phase: "Active", ...objectAt(object, "status") },
  }),
});
