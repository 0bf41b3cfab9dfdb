import { dig, listAt, numberAt, objectAt, textAt } from "../json-value";
import type { Cell, KubeObject } from "../kind";
import { agoOf, orNone } from "./define-kind";

/** What kubectl makes of a pod's containers. */
interface Standing {
  readonly ready: string;
  /** The word under STATUS: the phase, or whatever a container says that is more exact. */
  readonly word: string;
  readonly restarts: string;
}

/** Why a container waits or ended, as STATUS says it; undefined for one that runs. */
function reasonOf(status: unknown): string | undefined {
  const waiting = textAt(status, "state", "waiting", "reason");
  if (waiting !== undefined && waiting !== "") return waiting;
  const terminated = dig(status, "state", "terminated");
  if (terminated === undefined) return undefined;
  const signal = numberAt(terminated, "signal") ?? 0;
  return textAt(terminated, "reason") || (signal === 0 ? `ExitCode:${numberAt(terminated, "exitCode") ?? 0}` : `Signal:${signal}`);
}

const restartsOf = (status: unknown) => numberAt(status, "restartCount") ?? 0;
const lastEnd = (status: unknown) => textAt(status, "lastState", "terminated", "finishedAt") ?? "";
const holds = (pod: KubeObject, type: string) => listAt(pod, "status", "conditions").some((condition) => textAt(condition, "type") === type && textAt(condition, "status") === "True");

/** Kubernetes' own reading of a pod: init containers first, then the others from the last to the first. */
export function standingOf(pod: KubeObject, at: number): Standing {
  const initSpecs = listAt(pod, "spec", "initContainers");
  const isSidecar = (name: string | undefined) => initSpecs.some((container) => textAt(container, "name") === name && textAt(container, "restartPolicy") === "Always");
  const sidecars = initSpecs.filter((container) => textAt(container, "restartPolicy") === "Always").length;
  const phase = textAt(pod, "status", "phase") ?? "";
  const gated = listAt(pod, "status", "conditions").some((condition) => textAt(condition, "type") === "PodScheduled" && textAt(condition, "reason") === "SchedulingGated");
  let word = gated ? "SchedulingGated" : textAt(pod, "status", "reason") || phase;
  let ready = 0;
  let initializing = false;
  let [restarts, ended] = [0, ""];
  let [sidecarRestarts, sidecarEnded] = [0, ""];
  for (const [index, status] of listAt(pod, "status", "initContainerStatuses").entries()) {
    const sidecar = isSidecar(textAt(status, "name"));
    restarts += restartsOf(status);
    if (lastEnd(status) > ended) ended = lastEnd(status);
    if (sidecar) {
      sidecarRestarts += restartsOf(status);
      if (lastEnd(status) > sidecarEnded) sidecarEnded = lastEnd(status);
    }
    if (numberAt(status, "state", "terminated", "exitCode") === 0) continue;
    if (sidecar && dig(status, "started") === true) {
      if (dig(status, "ready") === true) ready += 1;
      continue;
    }
    const reason = reasonOf(status);
    word = reason === undefined || reason === "PodInitializing" ? `Init:${index}/${initSpecs.length}` : `Init:${reason}`;
    initializing = true;
    break;
  }
  if (!initializing || holds(pod, "Initialized")) {
    [restarts, ended] = [sidecarRestarts, sidecarEnded];
    let running = false;
    for (const status of [...listAt(pod, "status", "containerStatuses")].reverse()) {
      restarts += restartsOf(status);
      if (lastEnd(status) > ended) ended = lastEnd(status);
      const reason = reasonOf(status);
      if (reason !== undefined) word = reason;
      else if (dig(status, "ready") === true && dig(status, "state", "running") !== undefined) {
        running = true;
        ready += 1;
      }
    }
    if (word === "Completed" && running) word = holds(pod, "Ready") ? "Running" : "NotReady";
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (textAt(pod, "status", "reason") === "NodeLost") word = "Unknown";
    else if (phase !== "Succeeded" && phase !== "Failed") word = "Terminating";
  }
  return {
    ready: `${ready}/${listAt(pod, "spec", "containers").length + sidecars}`,
    word,
    restarts: restarts > 0 && ended !== "" ? `${restarts} (${agoOf(ended, at)} ago)` : String(restarts),
  };
}

/** How many of a pod's readiness gates are open. */
function gatesOf(pod: KubeObject): string {
  const gates = listAt(pod, "spec", "readinessGates");
  if (gates.length === 0) return "<none>";
  return `${gates.filter((gate) => holds(pod, textAt(gate, "conditionType") ?? "")).length}/${gates.length}`;
}

/** All cells of a pod's row, in the order of its columns. */
export function podCells(pod: KubeObject, at: number): readonly Cell[] {
  const { ready, word, restarts } = standingOf(pod, at);
  const status = objectAt(pod, "status");
  return [
    pod.metadata.name,
    ready,
    word,
    restarts,
    agoOf(pod.metadata.creationTimestamp, at),
    orNone(textAt(status, "podIPs", 0, "ip") ?? textAt(status, "podIP")),
    orNone(textAt(pod, "spec", "nodeName")),
    orNone(textAt(status, "nominatedNodeName")),
    gatesOf(pod),
  ];
}
