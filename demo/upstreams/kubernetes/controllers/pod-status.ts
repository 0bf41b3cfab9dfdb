import { hex } from "../../../world/dice";
import { failedPulls, stateOf } from "../../../world/life";
import type { Life, LifeState, Run } from "../../../world/life";
import type { Pod } from "../../../world/pod";
import { isReady } from "../../../world/readiness";
import { listAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { qualityOf } from "../kinds/pod-defaults";

const span = (ms: number) => {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
};

const ended = ({ from, to, exitCode, reason }: Run, id: string) =>
  ({ exitCode, reason: reason ?? (exitCode === 0 ? "Completed" : "Error"), startedAt: timestamp(from), finishedAt: timestamp(to), containerID: id });

/** Why nothing runs yet, as the kubelet says it of a container. */
function waitingFor(pod: Pod, image: string, at: number): object {
  const { unpulled, refused } = pod.life;
  if (refused && at >= refused.from) return { reason: refused.reason, message: refused.message };
  if (unpulled === undefined || at < unpulled.from) return { reason: (pod.life.init?.length ?? 0) > 0 ? "PodInitializing" : "ContainerCreating" };
  const [erring] = failedPulls(pod.life, at);
  if (erring.some(({ from, to }) => at >= from && at < to)) return { reason: "ErrImagePull", message: unpulled.message };
  return { reason: "ImagePullBackOff", message: `Back-off pulling image "${image}": ErrImagePull: ${unpulled.message}` };
}

function stateOfContainer(pod: Pod, name: string, image: string, { state, since, last }: LifeState, at: number, id: string): object {
  if (state === "running") return { running: { startedAt: timestamp(since) } };
  if (state === "creating") return { waiting: waitingFor(pod, image, at) };
  if ((state === "failed" || state === "succeeded") && last) return { terminated: ended(last, id) };
  const index = pod.life.runs.findIndex((run) => run === last);
  const next = pod.life.runs[index + 1];
  const wait = next === undefined || last === undefined ? 300_000 : Math.round((next.from - last.to) / 1_000) * 1_000;
  return { waiting: { reason: "CrashLoopBackOff", message: `back-off ${span(wait)} restarting failed container=${name} pod=${pod.name}_${pod.namespace}(${pod.uid})` } };
}

function containerStatuses(object: KubeObject, pod: Pod, state: LifeState, at: number): object[] {
  const ready = isProbedReady(pod.life, state, at);
  return listAt(object, "spec", "containers").map((container) => {
    const [name, image] = [textAt(container, "name") ?? "", textAt(container, "image") ?? ""];
    const id = (restart: number) => `containerd://${hex(pod.seed, `${name} ${restart}`, 64)}`;
    const started = pod.life.runs.some(({ from }) => from <= at);
    const shown = stateOfContainer(pod, name, image, state, at, id(state.restarts));
    return {
      name,
      image,
      imageID: started ? `${image.replace(/:[^:/]*$/, "")}@sha256:${hex(1, image, 64)}` : "",
      ...(started && { containerID: id(state.restarts) }),
      ready,
      started: state.state === "running",
      restartCount: state.restarts,
      state: shown,
      lastState: previousEnd(pod, state, id) ?? {},
      allocatedResources: objectOf(container, "requests"),
      resources: objectOf(container),
    };
  });
}

const objectOf = (container: unknown, key?: string) => {
  const resources = (container as { readonly resources?: Readonly<Record<string, unknown>> }).resources;
  return key === undefined ? resources : resources?.[key];
};

/** How the run before the one that is shown ended. */
function previousEnd(pod: Pod, { state, last, restarts }: LifeState, id: (restart: number) => string): object | undefined {
  const shownAsState = state === "failed" || state === "succeeded";
  const before = shownAsState ? pod.life.runs[pod.life.runs.findIndex((run) => run === last) - 1] : last;
  return before && { terminated: ended(before, id(state === "backing-off" ? restarts : Math.max(0, restarts - 1))) };
}

const isProbedReady = ({ readyAfter = 0 }: Life, { state, since }: LifeState, at: number) => state === "running" && at >= since + readyAfter;

function initStatuses(object: KubeObject, pod: Pod, at: number): object[] {
  const { life, seed } = pod;
  let index = 0;
  const begun = at >= life.created + 1_100;
  return listAt(object, "spec", "initContainers").map((container) => {
    const [name, image] = [textAt(container, "name") ?? "", textAt(container, "image") ?? ""];
    const sidecar = textAt(container, "restartPolicy") === "Always";
    const run = sidecar ? undefined : (life.init?.[index++] ?? (life.init === undefined ? { from: life.created + 300, to: life.created + 900, exitCode: 0 } : undefined));
    const id = `containerd://${hex(seed, `init ${name}`, 64)}`;
    const common = { name, image, imageID: `${image.replace(/:[^:/]*$/, "")}@sha256:${hex(1, image, 64)}`, containerID: id, restartCount: 0, lastState: {} };
    const going = sidecar ? begun && index >= (life.init?.length ?? 0) && at < life.killed : run !== undefined && run.from <= at && at < run.to;
    if (going) return { ...common, ready: sidecar, started: true, state: { running: { startedAt: timestamp(run?.from ?? life.created + 1_100) } } };
    if (run !== undefined && run.to <= at) return { ...common, ready: true, started: false, state: { terminated: ended(run, id) } };
    return { name, image, imageID: "", ready: false, started: false, restartCount: 0, lastState: {}, state: { waiting: waitingFor(pod, image, at) } };
  });
}

function conditionsOf(object: KubeObject, pod: Pod, state: LifeState, at: number): object[] {
  const { life } = pod;
  const lastInit = life.init?.at(-1);
  const initialized = lastInit === undefined || lastInit.to <= at;
  const over = state.phase === "Succeeded" || state.phase === "Failed";
  const names = listAt(object, "spec", "containers").map((container) => textAt(container, "name") ?? "");
  const inits = listAt(object, "spec", "initContainers").map((container) => textAt(container, "name") ?? "");
  const one = (type: string, holds: boolean, since: number, why: object = {}) => ({ type, status: holds ? "True" : "False", lastProbeTime: null, lastTransitionTime: timestamp(since), ...(holds && !over ? {} : why) });
  const probed = isProbedReady(life, state, at);
  const begun = life.runs[0]?.from ?? life.created;
  const unready = over ? { reason: state.phase === "Succeeded" ? "PodCompleted" : "PodFailed" } : { reason: "ContainersNotReady", message: `containers with unready status: [${names.join(" ")}]` };
  const readySince = probed ? state.since + Math.min(life.readyAfter ?? 0, at - state.since) : over ? (state.last?.to ?? begun) : (state.last?.to ?? life.created);
  const ready = isReady(pod, at);
  return [
    one("PodReadyToStartContainers", !over, over ? (state.last?.to ?? begun) : life.created + 1_000),
    one("Initialized", initialized, initialized ? (lastInit?.to ?? life.created) : life.created, over && state.phase === "Succeeded" ? { reason: "PodCompleted" } : { reason: "ContainersNotInitialized", message: `containers with incomplete status: [${inits.join(" ")}]` }),
    one("Ready", ready, probed && !ready ? state.changed : readySince, probed ? {} : unready),
    one("ContainersReady", probed, readySince, unready),
    one("PodScheduled", true, life.created + 20),
  ];
}

/** A pod's status as its kubelet reports it at a moment. */
export function podStatus(object: KubeObject, pod: Pod, at: number): object {
  const state = stateOf(pod.life, at);
  const networked = at >= pod.life.created + 1_000;
  const { ip } = pod.node.machine;
  const init = initStatuses(object, pod, at);
  const waits = pod.life.init?.some(({ to }) => to > at) ?? false;
  return {
    phase: state.phase,
    conditions: conditionsOf(object, pod, state, at),
    hostIP: ip,
    hostIPs: [{ ip }],
    ...(networked && { podIP: pod.ip, podIPs: [{ ip: pod.ip }] }),
    startTime: timestamp(pod.life.created + 40),
    ...(init.length > 0 && { initContainerStatuses: init }),
    containerStatuses: waits ? listAt(object, "spec", "containers").map((container) => ({ name: textAt(container, "name"), image: textAt(container, "image"), imageID: "", ready: false, started: false, restartCount: 0, lastState: {}, state: { waiting: { reason: "PodInitializing" } } })) : containerStatuses(object, pod, state, at),
    qosClass: qualityOf((object.spec ?? {}) as Readonly<Record<string, unknown>>),
  };
}
