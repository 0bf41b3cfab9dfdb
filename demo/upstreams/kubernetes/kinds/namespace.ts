import { uuid } from "../../../world/dice";
import { age, column, timestamp } from "../kind";
import type { Kind } from "../kind";

export const namespaceKind: Kind = {
  group: "",
  version: "v1",
  kind: "Namespace",
  plural: "namespaces",
  shortNames: ["ns"],
  namespaced: false,
  columns: [column("Name"), column("Status"), column("Age")],
  entries: ({ namespaces, seed, origin }, at) =>
    namespaces.map((name) => {
      const labels = { "kubernetes.io/metadata.name": name };
      return {
        name,
        labels,
        fields: { "metadata.name": name, "status.phase": "Active" },
        cells: () => [name, "Active", age(at - origin)],
        object: () => ({
          apiVersion: "v1",
          kind: "Namespace",
          metadata: { name, uid: uuid(seed, `namespace ${name}`), resourceVersion: String(origin), creationTimestamp: timestamp(origin), labels },
          spec: { finalizers: ["kubernetes"] },
          status: { phase: "Active" },
        }),
      };
    }),
};
