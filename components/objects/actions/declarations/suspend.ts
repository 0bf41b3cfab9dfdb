import { CirclePause, CirclePlay } from "lucide-react";
import { defineAction } from "../action";
import { kubectlName } from "../kubectl";
import { called, isOf } from "../target";
import { mergePatch, rightTo } from "./patch";

const spec = (suspend: boolean) => ({ spec: { suspend } });
const asPatch = (suspend: boolean) => ["--type=merge", "-p", JSON.stringify(spec(suspend))];

/** Stops a CronJob from starting Jobs, or a Job from running. */
export const suspend = defineAction({
  id: "suspend",
  slot: "suspend",
  title: "Suspend",
  icon: CirclePause,
  fits: (target) => isOf(target, "batch", "cronjobs", "jobs") && target.control.suspended !== true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "some",
  says: (target) =>
    isOf(target, "batch", "cronjobs")
      ? `${called(target.ref)} will start no more Jobs until it is resumed. Jobs that run now run on.`
      : `${called(target.ref)} will end its running pods and start no others until it is resumed.`,
  done: ({ ref }) => `${called(ref)} is suspended.`,
  requests: (target) => [mergePatch(target, spec(true))],
  kubectl: ({ ref }) => ["patch", kubectlName(ref), ...asPatch(true)],
});

/** Lets a suspended CronJob or Job go on. */
export const unsuspend = defineAction({
  id: "unsuspend",
  slot: "suspend",
  title: "Resume",
  icon: CirclePlay,
  fits: (target) => isOf(target, "batch", "cronjobs", "jobs") && target.control.suspended === true,
  rights: (target) => [rightTo(target, "patch")],
  danger: () => "some",
  says: (target) =>
    isOf(target, "batch", "cronjobs")
      ? `${called(target.ref)} will start Jobs again at its times; without a starting deadline a missed one may start at once.`
      : `${called(target.ref)} will start its pods again.`,
  done: ({ ref }) => `${called(ref)} goes on.`,
  requests: (target) => [mergePatch(target, spec(false))],
  kubectl: ({ ref }) => ["patch", kubectlName(ref), ...asPatch(false)],
});
