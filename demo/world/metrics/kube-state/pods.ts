import type { WorldCluster } from "../../cluster";
import { hex } from "../../dice";
import { failedPulls, stateOf } from "../../life";
import type { Pod } from "../../pod";
import { isReady } from "../../readiness";
import type { ContainerSpec } from "../../workload";
import type { Family, Point, Span } from "../family";
import { podFamily, podLabels } from "./pod-family";

const each = (pod: Pod, points: (container: ContainerSpec) => readonly Point[]) => pod.workload.containers.flatMap(points);
const started = ({ life }: Pod) => life.runs[0]?.from ?? Infinity;
const phases = ["Pending", "Succeeded", "Failed", "Unknown", "Running"];

/** What the kubelet waits for before anything runs: an image that cannot be pulled, or a setting that is missing. */
function neverStarted(pod: Pod): Point[] {
  const { life } = pod;
  const { refused } = life;
  if (refused) return each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name, reason: refused.reason }, value: () => 1, spans: [{ from: refused.from, to: life.gone }] }]);
  if (life.unpulled === undefined) return [];
  const [erring, waiting] = failedPulls(life, life.gone);
  return each(pod, ({ name }) => [
    { labels: { ...podLabels(pod), container: name, reason: "ErrImagePull" }, value: () => 1, spans: erring },
    { labels: { ...podLabels(pod), container: name, reason: "ImagePullBackOff" }, value: () => 1, spans: waiting },
  ]);
}

/** The stretches in which the containers wait for another attempt. */
function backOffs({ life }: Pod): Span[] {
  return life.runs.flatMap((run, n) => {
    const next = life.runs[n + 1];
    return next === undefined ? [] : [{ from: run.to, to: Math.min(next.from, life.gone) }];
  });
}

const family = podFamily;

/** The class by which what every node needs goes before everything else. */
const priorityOf = ({ workload: { kind } }: Pod) => (kind === "DaemonSet" ? "system-node-critical" : "");

const resources: readonly Family<WorldCluster>[] = (["requests", "limits"] as const).map((kind) =>
  family(`kube_pod_container_resource_${kind}`, "gauge", `The number of ${kind === "limits" ? "requested limit" : "requested request"} resource by a container.`, (pod) =>
    each(pod, ({ name, cpu, memory }) =>
      ([["cpu", "core", cpu], ["memory", "byte", memory]] as const).flatMap(([resource, unit, asked]) => {
        const value = kind === "limits" ? asked.limit : asked.request;
        return value === undefined ? [] : [{ labels: { ...podLabels(pod), container: name, node: pod.node.name, resource, unit }, value: () => value }];
      }))));

export const pods: readonly Family<WorldCluster>[] = [
  ...resources,
  family("kube_pod_info", "gauge", "Information about pod.", (pod) => [
    {
      labels: { ...podLabels(pod), created_by_kind: pod.owner.kind, created_by_name: pod.owner.name, host_ip: pod.node.machine.ip, host_network: String(pod.workload.hostNetwork ?? false), node: pod.node.name, pod_ip: pod.ip, priority_class: priorityOf(pod) },
      value: () => 1,
    },
  ]),
  family("kube_pod_owner", "gauge", "Information about the Pod's owner.", (pod) => [
    { labels: { ...podLabels(pod), owner_is_controller: "true", owner_kind: pod.owner.kind, owner_name: pod.owner.name }, value: () => 1 },
  ]),
  family("kube_pod_labels", "gauge", "Kubernetes labels converted to Prometheus labels.", (pod) => [
    { labels: { ...podLabels(pod), ...Object.fromEntries(Object.entries(pod.workload.labels).map(([key, value]) => [`label_${key.replaceAll(/[^a-zA-Z0-9]/g, "_")}`, value])) }, value: () => 1 },
  ]),
  family("kube_pod_created", "gauge", "Unix creation timestamp", (pod) => [{ labels: podLabels(pod), value: () => Math.floor(pod.life.created / 1_000) }]),
  family("kube_pod_start_time", "gauge", "Start time in unix timestamp for a pod.", (pod) => [{ labels: podLabels(pod), value: () => Math.floor(pod.life.created / 1_000) }]),
  family("kube_pod_status_phase", "gauge", "The pods current phase.", (pod) =>
    phases.map((phase) => ({ labels: { ...podLabels(pod), phase }, value: (at) => Number(stateOf(pod.life, at).phase === phase) }))),
  family("kube_pod_status_ready", "gauge", "Describes whether the pod is ready to serve requests.", (pod) =>
    ["true", "false", "unknown"].map((condition) => ({
      labels: { ...podLabels(pod), condition },
      value: condition === "unknown" ? () => 0 : (at) => Number(isReady(pod, at) === (condition === "true")),
    }))),
  family("kube_pod_container_info", "gauge", "Information about a container in a pod.", (pod) =>
    each(pod, ({ name, image }) => [
      { labels: { ...podLabels(pod), container: name, container_id: `containerd://${hex(pod.seed, name, 64)}`, image, image_id: `${image.split(":")[0] ?? image}@sha256:${hex(1, image, 64)}`, image_spec: image }, value: () => 1 },
    ])),
  family("kube_pod_container_status_restarts_total", "counter", "The number of container restarts per container.", (pod) =>
    each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name }, value: (at) => stateOf(pod.life, at).restarts }])),
  family("kube_pod_container_status_ready", "gauge", "Describes whether the containers readiness check succeeded.", (pod) =>
    each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name }, value: (at) => Number(stateOf(pod.life, at).state === "running") }])),
  family("kube_pod_container_status_running", "gauge", "Describes whether the container is currently in running state.", (pod) =>
    each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name }, value: (at) => Number(stateOf(pod.life, at).state === "running") }])),
  family("kube_pod_container_status_terminated", "gauge", "Describes whether the container is currently in terminated state.", (pod) =>
    each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name }, value: (at) => Number(stateOf(pod.life, at).state === "failed") }])),
  family("kube_pod_container_status_waiting", "gauge", "Describes whether the container is currently in waiting state.", (pod) =>
    each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name }, value: (at) => Number(["creating", "backing-off"].includes(stateOf(pod.life, at).state)) }])),
  {
    ...family("kube_pod_container_status_waiting_reason", "gauge", "Describes the reason the container is currently in waiting state.", (pod) =>
      each(pod, ({ name }) => [
        { labels: { ...podLabels(pod), container: name, reason: "ContainerCreating" }, value: () => 1, spans: [{ from: pod.life.created, to: Math.min(pod.life.gone, pod.life.unpulled?.from ?? pod.life.refused?.from ?? started(pod)) }] },
        ...(pod.life.runs.length > 1 ? [{ labels: { ...podLabels(pod), container: name, reason: "CrashLoopBackOff" }, value: () => 1, spans: backOffs(pod) }] : []),
      ]).concat(neverStarted(pod))),
    fixed: () => [],
  },
  {
    ...family("kube_pod_container_status_last_terminated_reason", "gauge", "Describes the last reason the container was in terminated state.", (pod) => {
      const [first] = pod.life.runs;
      if (first === undefined || pod.life.runs.length < 2) return [];
      return each(pod, ({ name }) => [{ labels: { ...podLabels(pod), container: name, reason: first.reason ?? "Error" }, value: () => 1, spans: [{ from: first.to, to: pod.life.gone }] }]);
    }),
    fixed: () => [],
  },
];
