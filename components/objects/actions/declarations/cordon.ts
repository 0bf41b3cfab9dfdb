import { Ban, CircleCheck } from "lucide-react";
import { defineAction, type Target } from "../action";
import { called, isOf } from "../target";
import { mergePatch, rightTo } from "./patch";

const isNode = (target: Target) => isOf(target, "", "nodes");

/** Keeps new pods away from a node. */
export const cordon = defineAction({
  id: "cordon",
  slot: "cordon",
  title: "Cordon",
  icon: Ban,
  fits: (target) => isNode(target) && target.control.unschedulable !== true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "some",
  says: ({ ref }) => `No new pods will be placed on ${called(ref)}. The pods on it run on.`,
  done: ({ ref }) => `${called(ref)} takes no new pods.`,
  requests: (target) => [mergePatch(target, { spec: { unschedulable: true } })],
  kubectl: ({ ref }) => ["cordon", ref.name],
});

/** Lets a node take pods again. */
export const uncordon = defineAction({
  id: "uncordon",
  slot: "cordon",
  title: "Uncordon",
  icon: CircleCheck,
  fits: (target) => isNode(target) && target.control.unschedulable === true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "none",
  says: ({ ref }) => `New pods may be placed on ${called(ref)} again. Pods that went elsewhere stay there.`,
  done: ({ ref }) => `${called(ref)} takes new pods again.`,
  requests: (target) => [mergePatch(target, { spec: { unschedulable: null } })],
  kubectl: ({ ref }) => ["uncordon", ref.name],
});
