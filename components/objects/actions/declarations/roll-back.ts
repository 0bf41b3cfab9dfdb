import { History } from "lucide-react";
import { objectPath } from "@/lib/model/api-resource";
import { defineAction } from "../action";
import { kubectlName } from "../kubectl";
import { called, isOf } from "../target";
import { rightTo } from "./patch";

/** Goes back to an earlier pod template. kubectl refuses this for a paused Deployment, and so does Castor. */
export const rollBack = defineAction({
  id: "roll-back",
  title: "Roll back",
  icon: History,
  fits: (target) => isOf(target, "apps", "deployments", "statefulsets", "daemonsets") && target.control.paused !== true,
  rights: (target) => [rightTo(target, "patch")],
  reads: "revisions",
  fields: () => [{ kind: "revision", id: "revision", label: "Revision to go back to" }],
  wrong: (_, { revision }) => (revision === undefined || revision === "" ? "Choose a revision to go back to." : undefined),
  danger: () => "high",
  says: ({ ref }, { revision }) =>
    revision === undefined || revision === ""
      ? `${called(ref)} will run an earlier pod template again; its pods are replaced.`
      : `${called(ref)} will run the pod template of revision ${revision} again; its pods are replaced, a few at a time.`,
  done: ({ ref }, { revision }) => `${called(ref)} goes back to revision ${revision ?? ""} now.`,
  dryRun: true,
  requests({ ref }, { revision }, { revisions = [] }) {
    const patch = revisions.find(({ number }) => String(number) === revision)?.patch;
    return patch === undefined ? [] : [{ method: "PATCH", path: objectPath(ref), type: patch.type, body: patch.body }];
  },
  kubectl: ({ ref }, { revision }) => ["rollout", "undo", kubectlName(ref), ...(revision === undefined || revision === "" ? [] : [`--to-revision=${revision}`])],
});
