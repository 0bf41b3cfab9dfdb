import type { WorldCluster } from "../../../world/cluster";
import { hex } from "../../../world/dice";
import { changesOf, stateOf } from "../../../world/life";
import type { LifeState } from "../../../world/life";
import { replicaSetOf } from "../../../world/pod";
import type { Pod } from "../../../world/pod";
import { isReady } from "../../../world/readiness";
import { age, column, timestamp } from "../kind";
import type { Change, Entry, Kind, KubeObject } from "../kind";

const terminated = (exitCode: number, from: number, to: number, id: string) =>
  ({ exitCode, reason: exitCode === 0 ? "Completed" : "Error", startedAt: timestamp(from), finishedAt: timestamp(to), containerID: id });

function containerState(pod: Pod, name: string, { state, since, last }: LifeState, id: string): object {
  if (state === "running") return { running: { startedAt: timestamp(since) } };
  if (state === "creating") return { waiting: { reason: "ContainerCreating" } };
  if (state === "failed" && last) return { terminated: terminated(last.exitCode, last.from, last.to, id) };
  const wait = [10, 20, 40, 80, 160, 300][Math.max(0, pod.life.runs.findIndex((run) => run === last))] ?? 300;
  const words = wait >= 60 ? `${Math.floor(wait / 60)}m${wait % 60}s` : `${wait}s`;
  return { waiting: { reason: "CrashLoopBackOff", message: `back-off ${words} restarting failed container=${name} pod=${pod.name}_${pod.namespace}(${pod.uid})` } };
}

function statusesOf(pod: Pod, state: LifeState): object[] {
  return pod.workload.containers.map(({ name, image }) => {
    const id = (restart: number) => `containerd://${hex(pod.seed, `${name} ${restart}`, 64)}`;
    const running = state.state === "running";
    return {
      name,
      image,
      imageID: state.state === "creating" ? "" : `${image.split(":")[0] ?? image}@sha256:${hex(1, image, 64)}`,
      ...(state.state !== "creating" && { containerID: id(state.restarts) }),
      ready: running,
      started: running,
      restartCount: state.restarts,
      state: containerState(pod, name, state, id(state.restarts)),
      lastState: state.last && state.state !== "failed" ? { terminated: terminated(state.last.exitCode, state.last.from, state.last.to, id(state.restarts - 1)) } : {},
    };
  });
}

function conditionsOf(pod: Pod, state: LifeState, at: number): object[] {
  const ready = isReady(pod, at);
  const running = state.state === "running";
  const names = pod.workload.containers.map(({ name }) => name).join(" ");
  const unready = { reason: "ContainersNotReady", message: `containers with unready status: [${names}]` };
  const one = (type: string, holds: boolean, since: number, why: object = {}) =>
    ({ type, status: holds ? "True" : "False", lastProbeTime: null, lastTransitionTime: timestamp(since), ...(holds ? {} : why) });
  const begun = pod.life.runs[0]?.from ?? pod.life.created;
  return [
    one("PodReadyToStartContainers", true, pod.life.created + 1_000),
    one("Initialized", true, pod.life.created),
    one("Ready", ready, running ? state.since : state.changed, running ? {} : unready),
    one("ContainersReady", running, running ? state.since : (state.last?.to ?? begun), unready),
    one("PodScheduled", true, pod.life.created + 20),
  ];
}

function labelsOf(cluster: WorldCluster, { workload, name }: Pod): Record<string, string> {
  const { labels, kind } = workload;
  if (kind === "Deployment") return { ...labels, "pod-template-hash": replicaSetOf(cluster.seed, workload).hash };
  if (kind === "StatefulSet") return { ...labels, "apps.kubernetes.io/pod-index": name.slice(workload.name.length + 1), "statefulset.kubernetes.io/pod-name": name };
  return { ...labels, "pod-template-generation": "1" };
}

const quantity = { cpu: (cores: number) => `${Math.round(cores * 1_000)}m`, memory: (bytes: number) => `${Math.round(bytes / 2 ** 20)}Mi` };

function podObject(cluster: WorldCluster, pod: Pod, at: number): KubeObject {
  const { life, workload, node, owner } = pod;
  const state = stateOf(life, at);
  const environment = workload.labels.ioc === "true"
    ? { env: [{ name: "IOC_NAME", value: workload.name }, { name: "IOC_PREFIX", value: workload.name.toUpperCase() }, { name: "IOC_LOCATION", value: workload.labels.location ?? "" }, { name: "IOC_DOMAIN", value: workload.labels.domain ?? "" }], stdin: true, tty: true }
    : {};
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod.name,
      ...(workload.kind !== "StatefulSet" && { generateName: `${owner.name}-` }),
      namespace: pod.namespace,
      uid: pod.uid,
      resourceVersion: String(Math.floor(state.changed)),
      creationTimestamp: timestamp(life.created),
      ...(state.terminating && { deletionTimestamp: timestamp(life.gone), deletionGracePeriodSeconds: Math.round((life.gone - life.killed) / 1_000) }),
      labels: labelsOf(cluster, pod),
      ownerReferences: [{ apiVersion: "apps/v1", kind: owner.kind, name: owner.name, uid: owner.uid, controller: true, blockOwnerDeletion: true }],
    },
    spec: {
      containers: workload.containers.map(({ name, image, cpu, memory }) => ({
        name,
        image,
        imagePullPolicy: "Always",
        ...environment,
        resources: {
          requests: { cpu: quantity.cpu(cpu.request), memory: quantity.memory(memory.request) },
          ...(cpu.limit !== undefined && memory.limit !== undefined && { limits: { cpu: quantity.cpu(cpu.limit), memory: quantity.memory(memory.limit) } }),
        },
      })),
      nodeName: node.name,
      ...(workload.hostNetwork && { hostNetwork: true }),
      restartPolicy: "Always",
      serviceAccountName: "default",
      terminationGracePeriodSeconds: workload.labels.ioc === "true" ? 3 : 30,
      dnsPolicy: "ClusterFirst",
      schedulerName: "default-scheduler",
      tolerations: ["not-ready", "unreachable"].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: "Exists", effect: "NoExecute" })),
    },
    status: {
      phase: state.phase,
      conditions: conditionsOf(pod, state, at),
      hostIP: node.machine.ip,
      hostIPs: [{ ip: node.machine.ip }],
      ...(state.state !== "creating" && { podIP: pod.ip, podIPs: [{ ip: pod.ip }] }),
      startTime: timestamp(life.created + 40),
      containerStatuses: statusesOf(pod, state),
      qosClass: "Burstable",
    },
  };
}

/** The word that kubectl prints as STATUS. */
function statusWord({ state, terminating }: LifeState): string {
  if (terminating) return "Terminating";
  return { creating: "ContainerCreating", running: "Running", failed: "Error", "backing-off": "CrashLoopBackOff" }[state];
}

function podEntry(cluster: WorldCluster, pod: Pod, at: number): Entry {
  const { life, workload, namespace, name } = pod;
  return {
    namespace,
    name,
    get labels() {
      return labelsOf(cluster, pod);
    },
    get fields() {
      return {
        "metadata.name": name,
        "metadata.namespace": namespace,
        "spec.nodeName": pod.node.name,
        "spec.restartPolicy": "Always",
        "spec.schedulerName": "default-scheduler",
        "spec.serviceAccountName": "default",
        "status.phase": stateOf(life, at).phase,
        "status.podIP": pod.ip,
      };
    },
    object: () => podObject(cluster, pod, at),
    cells: () => {
      const state = stateOf(life, at);
      const count = workload.containers.length;
      const restarts = state.restarts * count;
      const ip = state.state === "creating" ? "<none>" : pod.ip;
      return [name, `${state.state === "running" ? count : 0}/${count}`, statusWord(state), restarts > 0 && state.last ? `${restarts} (${age(at - state.last.to)} ago)` : String(restarts), age(at - life.created), ip, pod.node.name, "<none>", "<none>"];
    },
  };
}

const byName = (a: Pod, b: Pod) => (a.namespace === b.namespace ? (a.name < b.name ? -1 : 1) : a.namespace < b.namespace ? -1 : 1);

export const podKind: Kind = {
  group: "",
  version: "v1",
  kind: "Pod",
  plural: "pods",
  shortNames: ["po"],
  namespaced: true,
  everyday: true,
  columns: [column("Name"), column("Ready"), column("Status"), column("Restarts"), column("Age"), column("IP", 1), column("Node", 1), column("Nominated Node", 1), column("Readiness Gates", 1)],
  entries: (cluster, at) => [...cluster.pods.at(at)].sort(byName).map((pod) => podEntry(cluster, pod, at)),
  changes: (cluster, from, to) =>
    cluster.pods
      .moving(from, to)
      .flatMap((pod) =>
        changesOf(pod.life, from, to).map((at): Change => ({
          at,
          type: at === pod.life.created ? "ADDED" : at === pod.life.gone ? "DELETED" : "MODIFIED",
          entry: podEntry(cluster, pod, at),
        })))
      .sort((a, b) => a.at - b.at),
};
