import { second } from "../scenarios/window";
import { silences } from "./conditions";
import { failedPulls } from "./life";
import type { Involved, Occurrence } from "./occurrence";
import type { Pod } from "./pod";

/** How often the kubelet says that it backs off. */
const backOffEvery = 12 * second;

const seconds = (ms: number) => (ms < 1_000 ? `${Math.round(ms)}ms` : `${(ms / 1_000).toFixed(3).replace(/\.?0+$/, "")}s`);

/** Everything the cluster reported about a pod that comes and goes, from its creation to this moment. */
export function occurrencesOf(pod: Pod, at: number): Occurrence[] {
  const { life, workload, node, namespace, name, uid, owner } = pod;
  const about: Involved = { kind: "Pod", apiVersion: "v1", namespace, name, uid };
  const list: Occurrence[] = [];
  const say = (type: Occurrence["type"], reason: string, message: string, seen: readonly number[], more: Partial<Occurrence> = {}) => {
    const past = seen.filter((moment) => moment <= at);
    if (past.length > 0) list.push({ type, reason, message, about, component: "kubelet", seen: past, ...((more.component ?? "kubelet") === "kubelet" && { host: node.name }), ...more });
  };
  const deployed = workload.kind === "Deployment";
  if (["Deployment", "StatefulSet"].includes(workload.kind))
  say("Normal", "SuccessfulCreate", deployed ? `Created pod: ${name}` : `create Pod ${name} in ${workload.kind} ${workload.name} successful`, [life.created], {
    about: { kind: owner.kind, apiVersion: "apps/v1", namespace, name: owner.name, uid: owner.uid },
    component: deployed ? "replicaset-controller" : "statefulset-controller",
  });
  say("Normal", "Scheduled", `Successfully assigned ${namespace}/${name} to ${node.name}`, [life.created + 20], { component: "default-scheduler" });
  if (life.unpulled) neverPulled(pod, say);
  if (life.refused) say("Warning", "Failed", `Error: ${life.refused.message}`, Array.from({ length: 200 }, (_, n) => (life.refused?.from ?? 0) + n * 13 * second).filter((moment) => moment < life.killed), { about: { ...about, fieldPath: `spec.containers{${workload.containers[0]?.name ?? ""}}` } });
  if (life.readyAfter === Infinity) {
    const from = (life.runs[0]?.from ?? Infinity) + 5 * second;
    say("Warning", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 404", Array.from({ length: 720 }, (_, n) => from + n * 30 * second).filter((moment) => moment < life.killed), { about: { ...about, fieldPath: `spec.containers{${workload.containers[0]?.name ?? ""}}` } });
  }
  if (life.runs.length > 0) workload.containers.forEach((container, index) => {
    const part = { about: { ...about, fieldPath: `spec.containers{${container.name}}` } };
    const pulled = index === 0 ? life.pull : undefined;
    if (pulled) {
      const took = seconds(pulled.to - pulled.from);
      say("Normal", "Pulling", `Pulling image "${container.image}"`, [pulled.from], part);
      say("Normal", "Pulled", `Successfully pulled image "${container.image}" in ${took} (${took} including waiting). Image size: ${pulled.bytes} bytes.`, [pulled.to], part);
    }
    const starts = life.runs.map(({ from }) => from + index * 40);
    const again = pulled ? starts.slice(1) : starts;
    if (again.length > 0) say("Normal", "Pulled", `Container image "${container.image}" already present on machine`, again.map((from) => from - 220), part);
    say("Normal", "Created", `Created container ${container.name}`, starts.map((from) => from - 130), part);
    say("Normal", "Started", `Started container ${container.name}`, starts, part);
    const waits = life.runs.flatMap((run, n) => waiting(run.to, Math.min(life.runs[n + 1]?.from ?? run.to, life.killed)));
    if (waits.length > 0) say("Warning", "BackOff", `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`, waits, part);
    if (life.killed < Infinity) say("Normal", "Killing", `Stopping container ${container.name}`, [life.killed], part);
  });
  return list;
}

type Say = (type: Occurrence["type"], reason: string, message: string, seen: readonly number[], more?: Partial<Occurrence>) => void;

/** What the kubelet says of an image that no registry has. */
function neverPulled({ life, workload, namespace, name, uid }: Pod, say: Say): void {
  const [erring, backing] = failedPulls(life, life.killed);
  const image = workload.containers[0]?.image ?? "";
  const part = { about: { kind: "Pod", apiVersion: "v1", namespace, name, uid, fieldPath: `spec.containers{${workload.containers[0]?.name ?? ""}}` } };
  const tried = erring.map(({ from }) => from);
  say("Normal", "Pulling", `Pulling image "${image}"`, tried.map((from) => from - 800), part);
  say("Warning", "Failed", `Failed to pull image "${image}": ${life.unpulled?.message ?? ""}`, tried, part);
  say("Warning", "Failed", "Error: ErrImagePull", tried.map((from) => from + 1), part);
  say("Normal", "BackOff", `Back-off pulling image "${image}"`, backing.map(({ from }) => from), part);
  say("Warning", "Failed", "Error: ImagePullBackOff", backing.map(({ from }) => from + 1), part);
}

function waiting(from: number, to: number): number[] {
  const moments: number[] = [];
  for (let at = from + 1_500; at < to; at += backOffEvery) moments.push(at);
  return moments;
}

/** What the node controller says about the pods of a node that fell silent in (from, to]. */
export function strandedOccurrences(pods: readonly Pod[], from: number, to: number): Occurrence[] {
  return pods.flatMap((pod) => {
    return silences(pod.node, from, to)
      .filter((stretch) => stretch.from > from && stretch.from <= to)
      .map((stretch): Occurrence => ({
        type: "Warning",
        reason: "NodeNotReady",
        message: "Node is not ready",
        about: { kind: "Pod", apiVersion: "v1", namespace: pod.namespace, name: pod.name, uid: pod.uid },
        component: "node-controller",
        seen: [stretch.from],
      }));
  });
}
