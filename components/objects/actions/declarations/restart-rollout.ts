import { RotateCw } from "lucide-react";
import { defineAction } from "../action";
import { kubectlName } from "../kubectl";
import { called, isOf } from "../target";
import { mergePatch, rightTo } from "./patch";

/** Replaces all pods of a workload by its own update strategy, as `kubectl rollout restart` does. */
export const restartRollout = defineAction({
  id: "restart",
  title: "Restart",
  icon: RotateCw,
  // A paused Deployment would take the change and do nothing.
  fits: (target) => isOf(target, "apps", "deployments", "statefulsets", "daemonsets") && target.control.paused !== true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "some",
  says: ({ ref }) => `All pods of ${called(ref)} will be replaced by new ones, a few at a time, as its update strategy says.`,
  done: ({ ref }) => `${called(ref)} replaces its pods now.`,
  requests: (target, _, { now }) => [
    mergePatch(target, { spec: { template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": new Date(now).toISOString().replace(/\.\d+/, "") } } } } }),
  ],
  kubectl: ({ ref }) => ["rollout", "restart", kubectlName(ref)],
});
