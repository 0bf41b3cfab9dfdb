import type { Controllers, ControllerSurroundings, StartControllers } from "../cluster-parts";
import { startAutoscalers } from "./autoscalers";
import { startBudgets } from "./budgets";
import { startClaimBinder } from "./claims";
import { startCronJobs } from "./cron-jobs";
import { startDaemonSets } from "./daemon-sets";
import { startDemandKeeper } from "./demand-keeper";
import { startDeployments } from "./deployments";
import { startEndpointSlices } from "./endpoint-slices";
import { startJobs } from "./jobs";
import { startKubeStateKeeper } from "./kube-state-keeper";
import { createKubelets } from "./kubelets";
import type { Kubelets } from "./kubelets";
import { leaseRenewer, startNodes } from "./nodes";
import { createPlane } from "./plane";
import { startReplicaSets } from "./replica-sets";
import { startScheduler } from "./scheduler";
import { startSelfHeal } from "./self-heal";
import { startStatefulSets } from "./stateful-sets";
import { createWorldPods } from "./world-pods";

const minute = 60_000;
/** How much of the past is played when a cluster starts, so that it has a history: jobs, failures, events. */
const history = 60 * minute;

/** Brings a cluster's objects to life: its nodes, its pods, and everything that moves them. */
export const startControllers: StartControllers = (around) => controllersSince(around, history);

/** The same with another stretch of the past, ms: at least the last minutes are played in any case. */
export function controllersSince(around: ControllerSurroundings, past: number): Controllers {
  const plane = createPlane(around);
  const { time, world } = plane;
  const begin = Math.floor((world.now() - past) / (10 * minute)) * 10 * minute;
  time.at(begin, () => {
    const worldPods = createWorldPods(plane);
    const kubelets: Kubelets = createKubelets(plane, worldPods.ended);
    startNodes(plane, () => kubelets);
    startClaimBinder(plane);
    worldPods.start(kubelets);
    startScheduler(plane, kubelets);
    startDeployments(plane);
    startReplicaSets(plane, worldPods.isPlayed);
    startStatefulSets(plane, worldPods.isPlayed);
    startDaemonSets(plane);
    startJobs(plane);
    startCronJobs(plane);
    startAutoscalers(plane, kubelets);
    startBudgets(plane);
    startEndpointSlices(plane);
    startDemandKeeper(plane);
    startKubeStateKeeper(plane);
    startSelfHeal(plane);
  });
  time.play(begin);
  plane.begun();
  const renewLeases = leaseRenewer(plane);
  const catchUp = () => {
    const now = world.now();
    time.play(now);
    renewLeases(now);
  };
  catchUp();
  return { catchUp, stop: () => plane.stop() };
}

