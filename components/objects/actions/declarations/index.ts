import type { Action, Target } from "../action";
import { cordon, uncordon } from "./cordon";
import { deleteObject } from "./delete";
import { pauseRollout, resumeRollout } from "./pause";
import { restartPod } from "./restart-pod";
import { restartRollout } from "./restart-rollout";
import { rollBack } from "./roll-back";
import { scale } from "./scale";
import { suspend, unsuspend } from "./suspend";
import { trigger } from "./trigger";

/** Every action, in the order of the buttons. Draining a node goes on for minutes and has a dialog of its own. */
export const actions: readonly Action[] = [scale, trigger, restartRollout, restartPod, rollBack, pauseRollout, resumeRollout, suspend, unsuspend, cordon, uncordon, deleteObject];

/** The actions that an object has, as it is now. */
export const actionsFor = (target: Target): readonly Action[] => actions.filter((action) => action.fits(target));
