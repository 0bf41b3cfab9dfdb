"use client";
import { lazy, Suspense, useState } from "react";
import { Waypoints } from "lucide-react";
import { useLive } from "@/components/ui/snapshots";
import { StateIcon } from "@/components/ui/state";
import type { ObjectReport } from "@/lib/model/object-report";
import type { Action, ActionCluster } from "./action";
import { ActionButton } from "./action-button";
import { actionsFor } from "./declarations";
import { deleteObject } from "./declarations/delete";
import { drainRights } from "./drain/rights";
import { isOf, targetOf } from "./target";
import { useRights } from "./use-rights";

// The page of an object is drawn before anybody wants to change it.
const ActionDialog = lazy(() => import("./action-dialog").then((module) => ({ default: module.ActionDialog })));
const DrainDialog = lazy(() => import("./drain/drain-dialog").then((module) => ({ default: module.DrainDialog })));

interface Result {
  readonly sentence: string;
  readonly warnings: readonly string[];
}

/** Everything that can be done to an object, as far as the person may, and what came of it. */
export function ActionBar({ cluster, report }: { readonly cluster: ActionCluster; readonly report: ObjectReport }) {
  const kinds = useLive("kinds", cluster.id);
  const target = targetOf(report, kinds.status === "ok" || kinds.status === "stale" ? kinds.value : undefined);
  const actions = actionsFor(target);
  const isNode = isOf(target, "", "nodes");
  const permissionOf = useRights(cluster.id, [...actions.flatMap((action) => action.rights(target)), ...(isNode ? drainRights(target.ref) : [])]);
  const [open, setOpen] = useState<Action | "drain">();
  const [result, setResult] = useState<Result>();

  const begin = (what: Action | "drain") => {
    setResult(undefined);
    setOpen(what);
  };
  const close = () => setOpen(undefined);
  const done = (sentence: string, warnings: readonly string[]) => setResult({ sentence, warnings });

  const button = (one: Action) => (
    <ActionButton key={one.slot ?? one.id} title={one.title} icon={one.icon} permission={permissionOf(one.rights(target))} critical={one === deleteObject} onClick={() => begin(one)} />
  );

  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label={`Change ${report.ref.kind} ${report.ref.name}`} className="relative flex flex-wrap gap-2 empty:hidden">
        {actions.filter((one) => one !== deleteObject).map(button)}
        {isNode ? <ActionButton title="Drain" icon={Waypoints} permission={permissionOf(drainRights(target.ref))} critical onClick={() => begin("drain")} /> : null}
        {actions.filter((one) => one === deleteObject).map(button)}
      </div>
      {kinds.status === "failed" ? <p className="text-[13px] text-muted">What can be done with it is not known: {kinds.problem.message}</p> : null}
      <div role="status" className="flex flex-col gap-1 text-[13px] empty:-mt-2">
        {result === undefined ? null : (
          <p className="flex items-start gap-1.5">
            <span className="mt-0.5">
              <StateIcon state="ok" />
            </span>
            {result.sentence}
          </p>
        )}
        {result?.warnings.map((warning) => (
          <p key={warning} className="flex items-start gap-1.5 wrap-anywhere">
            <span className="mt-0.5">
              <StateIcon state="warn" />
            </span>
            Kubernetes warns: {warning}
          </p>
        ))}
      </div>
      <Suspense>
        {open === "drain" ? <DrainDialog cluster={cluster} node={target.ref} onDone={done} onClose={close} /> : null}
        {open === undefined || open === "drain" ? null : <ActionDialog cluster={cluster} action={open} target={target} onDone={done} onClose={close} />}
      </Suspense>
    </div>
  );
}
