import type { ObjectRef } from "@/lib/model/api-resource";
import type { Right } from "@/lib/model/right";

/** What draining a node needs: cordoning it, finding its pods in all namespaces, and evicting them. */
export const drainRights = ({ name }: Pick<ObjectRef, "name">): readonly Right[] => [
  { verb: "patch", group: "", resource: "nodes", name },
  { verb: "list", group: "", resource: "pods" },
  { verb: "create", group: "", resource: "pods", subresource: "eviction" },
];
