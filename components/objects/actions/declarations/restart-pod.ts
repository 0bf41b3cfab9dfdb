import { RotateCw } from "lucide-react";
import { defineAction } from "../action";
import { kubectlName } from "../kubectl";
import { called, isOf } from "../target";
import { deleteRequest } from "./delete";
import { rightTo } from "./patch";

/** Deletes a pod that its owner brings back. A static pod's owner is its Node, which would not notice. */
export const restartPod = defineAction({
  id: "restart-pod",
  title: "Restart",
  icon: RotateCw,
  fits: (target) => isOf(target, "", "pods") && target.owner !== undefined && target.owner.kind !== "Node" && target.deleting !== true,
  rights: (target) => [rightTo(target, "delete")],
  danger: () => "some",
  says: ({ ref, owner }) => `${called(ref)} will be deleted; its ${owner === undefined ? "owner" : called(owner)} brings it back as a new pod.`,
  done: ({ ref, owner }) => `${called(ref)} is being deleted; its ${owner?.kind ?? "owner"} brings it back.`,
  requests: (target) => [deleteRequest(target)],
  kubectl: ({ ref }) => ["delete", kubectlName(ref)],
});
