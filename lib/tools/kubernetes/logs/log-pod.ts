import type { LogPod } from "@/lib/model";
import type { LogPodObject, Terminated } from "./schema";

type Container = LogPod["containers"][number];

const statusesOf = ({ status }: LogPodObject) => [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? []), ...(status?.ephemeralContainerStatuses ?? [])];

/** A pod as its logs are chosen: its containers, the default one first, then init and ephemeral ones. */
export function logPodOf(pod: LogPodObject): LogPod {
  const { metadata, spec } = pod;
  const statuses = statusesOf(pod);
  const chosen = metadata.annotations?.["kubectl.kubernetes.io/default-container"];
  const container = (type: Container["type"], { name }: { readonly name: string }): Container => {
    const found = statuses.find((each) => each.name === name);
    return { name, type, restarts: found?.restartCount ?? 0, running: Boolean(found?.state?.running) };
  };
  const main = spec.containers.map((each) => container("container", each)).sort((a, b) => Number(b.name === chosen) - Number(a.name === chosen));
  const init = spec.initContainers.map((each) => container(each.restartPolicy === "Always" ? "sidecar" : "init", each));
  return { namespace: metadata.namespace, name: metadata.name, containers: [...main, ...init, ...spec.ephemeralContainers.map((each) => container("ephemeral", each))] };
}

/** How a container's output ended. */
export interface Ending {
  readonly message: string;
  /** No later run is to be expected. */
  readonly final: boolean;
  /** It still runs: only the connection ended. */
  readonly running: boolean;
}

/** What its pod says of a container whose output ended; `runs` is how often it had been restarted when it was read. */
export function endingOf(pod: LogPodObject, container: string | undefined, runs: number | undefined): Ending {
  const { name, containers } = logPodOf(pod);
  const wanted = container ?? containers[0]?.name ?? "";
  const status = statusesOf(pod).find((each) => each.name === wanted);
  const over = pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
  const restarted = runs !== undefined && (status?.restartCount ?? 0) > runs;
  const said = `The container ${wanted} of ${name}`;
  const now = status?.state?.terminated;
  if (now) return { message: `${said} ended${howEnded(now)}.`, final: over || staysEnded(pod, wanted, now), running: false };
  const last = status?.lastState?.terminated;
  if (last && (restarted || !status?.state?.running)) return { message: `${said} ended${howEnded(last)} and ${status?.state?.running ? "was started again" : "will be started again"}.`, final: over, running: false };
  if (over || pod.metadata.deletionTimestamp) return { message: `The pod ${name} ended.`, final: true, running: false };
  return { message: `${said} still runs.`, final: false, running: true };
}

function howEnded({ exitCode, signal, reason }: Terminated): string {
  if (reason === "OOMKilled") return ` with exit code ${exitCode ?? 137}: it was killed for using more memory than its limit`;
  if (exitCode === 0) return " with exit code 0, as it should";
  const by = signal === undefined || signal === 0 ? (exitCode !== undefined && exitCode > 128 && exitCode < 160 ? ` (signal ${exitCode - 128})` : "") : ` (signal ${signal})`;
  return exitCode === undefined ? "" : ` with exit code ${exitCode}${by}`;
}

/** Whether Kubernetes will not start it again. */
function staysEnded({ metadata, spec }: LogPodObject, name: string, { exitCode }: Terminated): boolean {
  if (metadata.deletionTimestamp || spec.restartPolicy === "Never" || spec.ephemeralContainers.some((each) => each.name === name)) return true;
  const init = spec.initContainers.find((each) => each.name === name);
  if (init !== undefined && init.restartPolicy !== "Always") return exitCode === 0;
  return spec.restartPolicy === "OnFailure" && exitCode === 0;
}
