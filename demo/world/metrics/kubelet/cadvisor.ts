import type { WorldCluster } from "../../cluster";
import { containerFigures } from "../../container-figures";
import type { ContainerFigures } from "../../container-figures";
import { hex, seedOf } from "../../dice";
import type { WorldNode } from "../../node";
import type { Pod } from "../../pod";
import { settledOn } from "../../pod-index";
import { restless } from "../../signal";
import type { Signal } from "../../signal";
import type { ContainerSpec } from "../../workload";
import type { Labels } from "../../../series";
import type { Family, Point, Span } from "../family";
import { lifetime } from "../kube-state/pod-family";

/** What a kubelet exports about: one node of a cluster. */
export interface Kubelet {
  readonly cluster: WorldCluster;
  readonly node: WorldNode;
}

const slice = ({ uid }: Pod) => `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replaceAll("-", "_")}.slice`;
const sandbox = (pod: Pod) => ({ image: "registry.k8s.io/pause:3.10", name: hex(pod.seed, "sandbox", 64) });

/** The pods of a node, and while each is there; settled ones are always there. */
const here = ({ cluster: { pods }, node }: Kubelet, from: number, to: number) => (pods.movesOn(node) ? pods.moving(from, to).filter((pod) => pod.node === node) : []);

type PodPoints = (pod: Pod, kubelet: Kubelet) => readonly Point[];

function podFamily(name: string, type: Family<Kubelet>["type"], help: string, points: PodPoints, machine: (kubelet: Kubelet) => readonly Point[] = () => []): Family<Kubelet> {
  const each = (kubelet: Kubelet, pods: readonly Pod[]) => pods.flatMap((pod) => points(pod, kubelet));
  return {
    name,
    type,
    help,
    fixed: (kubelet) => [...machine(kubelet), ...each(kubelet, settledOn(kubelet.cluster, kubelet.node.name))],
    moving: (kubelet, from, to) => each(kubelet, here(kubelet, from, to)),
  };
}

/** Whether it was there whenever anybody could ask, and still is: only such a pod's series need no spans. */
const isAlways = ({ life, settled }: Pod) => settled === true && life.gone === Infinity;
const runs = ({ life, settled }: Pod): readonly Span[] => life.runs.map(({ from, to }) => ({ from: settled ? -Infinity : from, to: Math.min(to, life.gone) }));

/**
 * A figure of containers: one series for the pod's whole slice and one for each container. Some runtimes tell
 * no `image` and `container`; there only the slice is left.
 */
const containers = (read: (figures: ContainerFigures, at: number) => number): PodPoints => (pod, { cluster }) => {
  const { namespace, name, workload } = pod;
  const figures = workload.containers.map((spec) => containerFigures(pod, spec, cluster.origin));
  const whole: Point = {
    labels: { id: slice(pod), namespace, pod: name },
    value: (at) => figures.reduce((sum, each) => sum + read(each, at), 0),
    ...(isAlways(pod) ? {} : { spans: [lifetime(pod)] }),
  };
  if (!cluster.containerLabels) return [whole];
  const each = (spec: ContainerSpec, index: number): Point => {
    const containerId = hex(pod.seed, spec.name, 64);
    const labels: Labels = { container: spec.name, id: `${slice(pod)}/cri-containerd-${containerId}.scope`, image: spec.image, name: containerId, namespace, pod: name };
    const own = figures[index];
    return { labels, value: (at) => (own === undefined ? 0 : read(own, at)), ...(isAlways(pod) ? {} : { spans: runs(pod) }) };
  };
  return [whole, ...workload.containers.map(each)];
};

/** A pod's network: its own interface, or all of the host's where it shares them. */
const network = (direction: "received" | "sent"): PodPoints => (pod, { cluster, node }) => {
  const base = { id: slice(pod), namespace: pod.namespace, pod: pod.name, ...(cluster.containerLabels ? sandbox(pod) : {}) };
  const spans = isAlways(pod) ? {} : { spans: [lifetime(pod)] };
  const point = (device: string, signal: Signal, since: number): Point => {
    const zero = signal.total(since);
    return { labels: { ...base, interface: device }, value: (at) => Math.floor(signal.total(at) - zero), ...spans };
  };
  if (pod.workload.hostNetwork) {
    const { devices, booted } = node.figures();
    return devices.filter(({ name }) => /^(e|bond)/.test(name)).map((device) => point(device.name, device[direction], booted));
  }
  const seed = seedOf(pod.seed, direction);
  const mean = 4e3 * 10 ** (2.4 * (seed / 2 ** 32));
  return [point("eth0", restless({ seed, origin: cluster.origin, mean, daily: 0.15, sway: 0.3, jitter: 0.5 }), pod.life.created)];
};

const wholeMachine = (read: (kubelet: Kubelet) => (at: number) => number) => (kubelet: Kubelet): Point[] => [{ labels: { id: "/" }, value: read(kubelet) }];

export const cadvisor: readonly Family<Kubelet>[] = [
  podFamily("container_cpu_usage_seconds_total", "counter", "Cumulative cpu time consumed in seconds.", containers(({ cpu }, at) => cpu(at)), wholeMachine(({ node }) => {
    const { processor, booted } = node.figures();
    const zero = processor.busy.total(booted);
    return (at) => (processor.busy.total(at) - zero) * processor.cores;
  })),
  podFamily("container_memory_working_set_bytes", "gauge", "Current working set in bytes.", containers(({ memory }, at) => memory(at)), wholeMachine(({ node }) => {
    const { memory } = node.figures();
    return memory.used;
  })),
  podFamily("container_memory_rss", "gauge", "Size of RSS in bytes.", containers(({ memory }, at) => Math.round((memory(at) * 0.82) / 4_096) * 4_096)),
  podFamily("container_cpu_cfs_periods_total", "counter", "Number of elapsed enforcement period intervals.", containers(({ periods }, at) => periods(at))),
  podFamily("container_cpu_cfs_throttled_periods_total", "counter", "Number of throttled period intervals.", containers(({ throttled }, at) => throttled(at))),
  podFamily("container_network_receive_bytes_total", "counter", "Cumulative count of bytes received", network("received")),
  podFamily("container_network_transmit_bytes_total", "counter", "Cumulative count of bytes transmitted", network("sent")),
  {
    name: "machine_cpu_cores",
    type: "gauge",
    help: "Number of logical CPU cores.",
    fixed: ({ node }) => [{ labels: { machine_id: node.uid.replaceAll("-", "") }, value: () => node.machine.cores }],
  },
  {
    name: "machine_memory_bytes",
    type: "gauge",
    help: "Amount of memory installed on the machine.",
    fixed: ({ node }) => [{ labels: { machine_id: node.uid.replaceAll("-", "") }, value: () => Math.round(node.machine.memoryBytes * 0.982) }],
  },
];
