"use client";
import { lazy, Suspense, useState } from "react";
import type { ApiResource, ObjectRef } from "@/lib/model/api-resource";
import type { Action, ActionCluster } from "./action";
import { ActionButton } from "./action-button";
import { bareTarget } from "./bulk-run";
import { deleteObject } from "./declarations/delete";
import { restartRollout } from "./declarations/restart-rollout";
import { useRights } from "./use-rights";

// The table is drawn before anybody wants to change what is in it.
const BulkDialog = lazy(() => import("./bulk-dialog").then((module) => ({ default: module.BulkDialog })));

interface Props {
  readonly cluster: ActionCluster;
  readonly resource: ApiResource;
  readonly refs: readonly ObjectRef[];
}

/** What can be done to all selected objects at once, where the person may do it in each of their namespaces. */
export function BulkActions({ cluster, resource, refs }: Props) {
  const [open, setOpen] = useState<Action>();
  const [first] = refs;
  const actions = first === undefined ? [] : [restartRollout, deleteObject].filter((action) => action.fits({ ...bareTarget(first), resource }));
  const rightsOf = (action: Action) => {
    const all = refs.flatMap((ref) => action.rights(bareTarget(ref))).map(({ name: _, ...right }) => right);
    return [...new Map(all.map((right) => [right.namespace, right])).values()];
  };
  const permissionOf = useRights(cluster.id, actions.flatMap(rightsOf));
  return (
    <div className="relative flex flex-wrap gap-2">
      {actions.map((action) => (
        <ActionButton key={action.id} title={action.title} icon={action.icon} permission={permissionOf(rightsOf(action))} critical={action.id === "delete"} onClick={() => setOpen(action)} />
      ))}
      <Suspense>{open === undefined ? null : <BulkDialog cluster={cluster} resource={resource} refs={refs} action={open} onClose={() => setOpen(undefined)} />}</Suspense>
    </div>
  );
}
