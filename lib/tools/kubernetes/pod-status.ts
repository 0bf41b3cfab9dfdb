import type { NodePod } from "@/lib/model";
import type { ContainerStatus, PodObject } from "./schema";

/** A container that ended, in a word: its reason, or how it was killed, or its exit code. */
function ending({ reason, signal, exitCode }: { reason?: string | undefined; signal?: number | undefined; exitCode?: number | undefined }): string {
  if (reason) return reason;
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`;
}

/** What STATUS says while init containers are not through; undefined when they are. */
function initStatus({ spec, status }: PodObject): string | undefined {
  const all = spec.initContainers ?? [];
  const statuses = status.initContainerStatuses ?? [];
  for (const [index, { name, state, started }] of statuses.entries()) {
    if (state?.terminated?.exitCode === 0) continue;
    const sidecar = all.find((container) => container.name === name)?.restartPolicy === "Always";
    if (sidecar && started === true) continue;
    if (state?.terminated) return `Init:${ending(state.terminated)}`;
    const waiting = state?.waiting?.reason;
    if (waiting && waiting !== "PodInitializing") return `Init:${waiting}`;
    return `Init:${index}/${all.length}`;
  }
  return undefined;
}

const holds = ({ status }: PodObject, type: string) => status.conditions?.some((condition) => condition.type === type && condition.status === "True") === true;

/** The STATUS column of `kubectl get pods`. */
export function statusOf(pod: PodObject): string {
  const { metadata, status } = pod;
  let text = status.reason ?? status.phase ?? "Unknown";
  if (status.conditions?.some(({ type, reason }) => type === "PodScheduled" && reason === "SchedulingGated")) text = "SchedulingGated";
  const init = initStatus(pod);
  if (init !== undefined && !holds(pod, "Initialized")) text = init;
  else {
    let running = false;
    for (const { state, ready } of [...(status.containerStatuses ?? [])].reverse()) {
      if (state?.waiting?.reason) text = state.waiting.reason;
      else if (state?.terminated) text = ending(state.terminated);
      else if (state?.running && ready === true) running = true;
    }
    if (text === "Completed" && running) text = holds(pod, "Ready") ? "Running" : "NotReady";
  }
  if (metadata.deletionTimestamp === undefined) return text;
  if (status.reason === "NodeLost") return "Unknown";
  return status.phase === "Succeeded" || status.phase === "Failed" ? text : "Terminating";
}

/** On its way, and nobody's trouble yet. */
const passing = /^(?:ContainerCreating|PodInitializing|Pending|Terminating|Init:\d+\/\d+)$/;

/** A Pod object as Castor shows it. Sidecars count as containers, as kubectl counts them. */
export function nodePod(pod: PodObject): NodePod {
  const { metadata, spec, status } = pod;
  const sidecars = new Set((spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always").map(({ name }) => name));
  const own = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name))];
  const isReady = ({ ready, state }: ContainerStatus) => ready === true && state?.running !== undefined;
  const ready = own.filter(isReady).length;
  const containers = spec.containers.length + sidecars.size;
  const text = statusOf(pod);
  return {
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    status: text,
    well: text === "Running" ? ready === containers : text === "Completed" || text === "Succeeded" || passing.test(text),
    ready,
    containers,
    restarts: own.reduce((sum, { restartCount }) => sum + (restartCount ?? 0), 0),
    ...(status.startTime === undefined ? {} : { started: status.startTime }),
    images: spec.containers.flatMap(({ image }) => (image === undefined ? [] : [image])),
    hostNetwork: spec.hostNetwork === true,
  };
}
