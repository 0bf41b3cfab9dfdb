import { Trash2 } from "lucide-react";
import { objectPath } from "@/lib/model/api-resource";
import { defineAction, type ApiRequest, type Option, type Target } from "../action";
import { kubectlName } from "../kubectl";
import { called } from "../target";
import { rightTo } from "./patch";

/** What happens to what belongs to a deleted object; Kubernetes' words are Background, Foreground and Orphan. */
const propagations: readonly Option[] = [
  { value: "background", label: "Delete it, then what belongs to it", hint: "It is gone at once; what belongs to it follows. This is what kubectl does." },
  { value: "foreground", label: "Delete what belongs to it first", hint: "It stays, marked as being deleted, until all that belongs to it is gone." },
  { value: "orphan", label: "Keep what belongs to it", hint: "Only the object itself goes; its pods and other objects run on without anybody looking after them." },
];

/** Deletes exactly this object: one that was made anew under the same name meanwhile is left alone. */
export function deleteRequest({ ref, uid }: Pick<Target, "ref"> & { readonly uid?: string }, propagation = "background"): ApiRequest {
  const options = {
    apiVersion: "v1",
    kind: "DeleteOptions",
    propagationPolicy: `${propagation.slice(0, 1).toUpperCase()}${propagation.slice(1)}`,
    ...(uid === undefined || uid === "" ? {} : { preconditions: { uid } }),
  };
  return { method: "DELETE", path: objectPath(ref), type: "application/json", body: JSON.stringify(options) };
}

/** Deletes an object of any kind that can be deleted. */
export const deleteObject = defineAction({
  id: "delete",
  title: "Delete",
  icon: Trash2,
  fits: ({ resource, deleting }) => resource?.verbs.includes("delete") === true && deleting !== true,
  rights: (target) => [rightTo(target, "delete")],
  fields: ({ owned }) => (owned.length === 0 ? [] : [{ kind: "choice", id: "propagation", label: "What belongs to it", initial: "background", options: propagations }]),
  danger: () => "high",
  says({ ref, owner, owned }, { propagation }) {
    if (ref.group === "" && ref.resource === "namespaces") return `${called(ref)} will be deleted with everything in it. This cannot be undone.`;
    if (owner !== undefined && owner.kind !== "Node") return `${called(ref)} will be deleted; ${called(owner)} may make a new one.`;
    if (propagation === "orphan") return `${called(ref)} will be deleted; what belongs to it stays. This cannot be undone.`;
    return `${called(ref)} will be deleted${owned.length === 0 ? "" : " with what belongs to it"}. This cannot be undone.`;
  },
  done: ({ ref }) => `${called(ref)} is being deleted.`,
  requests: (target, { propagation }) => [deleteRequest(target, propagation)],
  kubectl: ({ ref, owned }, { propagation = "background" }) => ["delete", kubectlName(ref), ...(owned.length === 0 ? [] : [`--cascade=${propagation}`])],
});
