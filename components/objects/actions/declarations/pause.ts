import { Pause, Play } from "lucide-react";
import { defineAction } from "../action";
import { kubectlName } from "../kubectl";
import { called, isOf } from "../target";
import { mergePatch, rightTo } from "./patch";

/** Holds a Deployment's rollouts, so that several changes can be made before pods are replaced. */
export const pauseRollout = defineAction({
  id: "pause",
  slot: "rollout",
  title: "Pause",
  icon: Pause,
  fits: (target) => isOf(target, "apps", "deployments") && target.control.paused !== true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "none",
  says: ({ ref }) => `Changes of ${called(ref)} will not reach its pods until its rollout is resumed. Its pods run on.`,
  done: ({ ref }) => `The rollout of ${called(ref)} is paused.`,
  requests: (target) => [mergePatch(target, { spec: { paused: true } })],
  kubectl: ({ ref }) => ["rollout", "pause", kubectlName(ref)],
});

/** Lets a paused Deployment go on with what was changed meanwhile. */
export const resumeRollout = defineAction({
  id: "resume",
  slot: "rollout",
  title: "Resume",
  icon: Play,
  fits: (target) => isOf(target, "apps", "deployments") && target.control.paused === true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "some",
  says: ({ ref }) => `The rollout of ${called(ref)} goes on: what was changed while it was paused reaches its pods.`,
  done: ({ ref }) => `The rollout of ${called(ref)} goes on.`,
  requests: (target) => [mergePatch(target, { spec: { paused: null } })],
  kubectl: ({ ref }) => ["rollout", "resume", kubectlName(ref)],
});
